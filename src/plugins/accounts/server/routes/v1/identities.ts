import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json, noContent } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { nullableText, one, timestamp } from '../../../../../http/schemas';
import { providers, providerTitles } from '../../domain/providers';
import { accountsService } from '../../services';
import type { Identity } from '../../services/identities';
import { createLinkStart } from './link-start';
import { providerParams } from './oauth';

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

/** Why a member's only way to sign in is not unlinked. */
export const lastWayIn =
  'You could not sign in any more. Choose a password first: ask for a new one where you sign in';

/** What a member signs in with besides a password. */
export function identityRoutes(strapi: Core.Strapi) {
  const service = () => accountsService(strapi);
  const begin = createLinkStart(strapi);

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
      handle: async ({ params: { provider }, body, ...request }) => {
        const { url, cookie } = await begin(provider, body.return_to, request);
        return json({ url }, { cookies: [cookie] });
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
        if (outcome === 'last') throw new HttpError(409, lastWayIn);
        return noContent();
      },
    }),
  ];
}
