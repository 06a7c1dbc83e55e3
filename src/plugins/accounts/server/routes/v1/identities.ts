import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json, noContent } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { nullableText, one, timestamp } from '../../../../../http/schemas';
import { ProviderError } from '../../clients/provider-error';
import type { AccountsConfig } from '../../config';
import { providers, providerTitles } from '../../domain/providers';
import { accountsService } from '../../services';
import type { Identity } from '../../services/identities';
import { clientOf, logProviderError, providerParams, requireReturnAddress } from './oauth';
import { createOauthCookies } from './oauth-cookies';

const tag = 'Accounts';

const identitySchema = z
  .strictObject({
    provider: z.enum(providers),
    email: nullableText.describe('The address there, when it was linked'),
    linked_at: timestamp,
    last_used_at: timestamp.nullable(),
  })
  .meta({ id: 'Identity' });

const toIdentity = ({ provider, email, createdAt, usedAt }: Identity): z.infer<typeof identitySchema> => ({
  provider,
  email: email ?? null,
  linked_at: createdAt.toISOString(),
  last_used_at: usedAt ? new Date(usedAt).toISOString() : null,
});

/** What a member signs in with besides a password. */
export function identityRoutes(strapi: Core.Strapi) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const service = () => accountsService(strapi);
  const cookies = createOauthCookies(config);

  return [
    defineRoute({
      method: 'GET',
      path: '/user/identities',
      tag,
      summary: 'The accounts elsewhere that the member signs in with',
      access: 'member',
      responses: { 200: one(z.array(identitySchema)) },
      handle: async ({ member }) =>
        json((await service().identities.ofMember(member.documentId)).map(toIdentity)),
    }),
    defineRoute({
      method: 'POST',
      path: '/user/identities/:provider',
      tag,
      summary:
        'Begins to link one. The page opens `url`, which leads back to `return_to` with how it ended in `oauth`; it calls this with ' +
        'credentials, since a cookie binds both to the browser',
      access: 'member',
      params: providerParams,
      body: z.strictObject({ return_to: z.string('must be a text').optional() }),
      responses: { 200: one(z.strictObject({ url: z.url() })) },
      rateLimit: { points: 10, seconds: 60 },
      handle: async ({ params: { provider }, body, member, language, now }) => {
        const client = clientOf(strapi, provider);
        const returnTo = requireReturnAddress(body.return_to, config.websiteUrl);
        if (member.sessionId === null) throw new HttpError(401, 'Sign in first');
        const session = { userId: String(member.id), sessionId: member.sessionId };
        try {
          await client.metadata();
          const values = { provider, returnTo, language, member: member.documentId, session };
          const flow = await service().flows.begin(values, now.getTime());
          const { href: url } = await client.authorizationUrl(flow);
          return json({ url }, { cookies: [cookies.begun(flow.state, flow.secret)] });
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          logProviderError(strapi, provider, error);
          throw new HttpError(503, `${providerTitles[provider]} cannot be reached. Try again soon`, {
            headers: { 'Retry-After': '10' },
          });
        }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/user/identities/:provider',
      tag,
      summary: 'Unlinks one. 409 if the member could not sign in without it',
      access: 'member',
      params: providerParams,
      responses: { 204: null },
      rateLimit: { points: 30, seconds: 60 },
      handle: async ({ params: { provider }, member }) => {
        const outcome = await service().oauth.unlink(member.documentId, provider);
        if (outcome === 'unknown')
          throw new HttpError(404, `No account of ${providerTitles[provider]} is linked`);
        if (outcome === 'last')
          throw new HttpError(
            409,
            'You could not sign in any more. Choose a password first: ask for a new one where you sign in',
          );
        return noContent();
      },
    }),
  ];
}
