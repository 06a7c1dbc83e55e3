import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { accepted, json, noContent } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { acceptedTask, nullableText, one, timestamp } from '../../../../../http/schemas';
import { isoTime } from '../../../../../shared/server/iso-time';
import { lastWayIn } from '../../../../accounts/server/routes/v1/identities';
import { createLinkStart } from '../../../../accounts/server/routes/v1/link-start';
import { accountsService } from '../../../../accounts/server/services';
import { levelRules } from '../../domain/level';
import { patreonServices } from '../../services';

const tag = 'Support';

const supportSchema = z
  .strictObject({
    linked: z.boolean().describe('Whether a Patreon account is linked'),
    linked_at: timestamp.nullable(),
    level_cents: z.int().min(0).describe('What a tier may cost at most that is open; 0: no supporter'),
    tier: nullableText.describe('The slug of the tier'),
    rule: z.enum(levelRules).describe('What decided the level'),
    since: timestamp.nullable(),
    until: timestamp.nullable().describe('When the level ends by itself'),
    offer_to_link: z
      .boolean()
      .describe(
        "Whether a supporter with the member's own address can be linked, by `POST` with `by: email`",
      ),
  })
  .meta({ id: 'OwnSupport' });

const linkBody = z.strictObject({
  by: z.enum(['patreon', 'email'], { error: 'must be patreon or email' }).default('patreon'),
  return_to: z.string('must be a text').optional(),
});

/** A member's own support: what they see by it, and which Patreon account it comes from. */
export function ownSupportRoutes(strapi: Core.Strapi) {
  const service = () => patreonServices(strapi);
  const begin = createLinkStart(strapi);

  async function supportOf(member: string, now: Date): Promise<z.infer<typeof supportSchema>> {
    const { levels, links } = service();
    const [level, row] = [await levels.of(member, now), await links.of(member)];
    const account = row?.patreonUserId ? null : await accountsService(strapi).members.byDocumentId(member);
    return {
      linked: row !== null && (row.patreonUserId ?? row.patreonMemberId) !== null,
      linked_at: row?.patreonUserId ? isoTime(row.linkedAt) : null,
      level_cents: level.cents,
      tier: level.tier?.slug ?? null,
      rule: level.rule,
      since: level.cents > 0 ? isoTime(row?.levelSince) : null,
      until: level.until?.toISOString() ?? null,
      offer_to_link: account !== null && (await links.suggestion(account.email)) !== null,
    };
  }

  return [
    defineRoute({
      method: 'GET',
      path: '/user/patreon',
      tag,
      summary: 'What the member sees as a supporter, and why',
      access: 'member',
      responses: { 200: one(supportSchema) },
      handle: async ({ member, now }) => json(await supportOf(member.documentId, now)),
    }),
    defineRoute({
      method: 'POST',
      path: '/user/patreon/link',
      tag,
      summary:
        'Links a Patreon account. The page opens `url`, which leads back to `return_to` with how it ended in `oauth`; it calls this ' +
        'with credentials, since a cookie binds both to the browser. With `by: email`, the supporter with the member’s own address ' +
        'is linked at once',
      access: 'member',
      body: linkBody,
      responses: { 200: one(z.union([z.strictObject({ url: z.url() }), supportSchema])) },
      failures: { 404: 'Patreon is not set up, or no supporter has the address' },
      rateLimit: { points: 10, seconds: 60, by: 'member' },
      handle: async ({ body, ...request }) => {
        const { member, now } = request;
        if (body.by === 'patreon') {
          const { url, cookie } = await begin('patreon', body.return_to, request);
          return json({ url }, { cookies: [cookie] });
        }
        const account = await accountsService(strapi).members.byDocumentId(member.documentId);
        const isLinked =
          account?.confirmed === true &&
          (await service().links.linkByEmail(member.documentId, account.email));
        if (!isLinked) throw new HttpError(404, 'No supporter with your address can be linked');
        return json(await supportOf(member.documentId, now));
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/user/patreon',
      tag,
      summary: 'Unlinks the Patreon account. 409 if the member could not sign in without it',
      access: 'member',
      responses: { 204: null },
      failures: { 409: 'The member signs in with nothing else' },
      rateLimit: { points: 30, seconds: 60, by: 'member' },
      handle: async ({ member }) => {
        const outcome = await accountsService(strapi).oauth.unlink(member.documentId, 'patreon');
        if (outcome === 'last') throw new HttpError(409, lastWayIn);
        // Who was linked by their address has no identity.
        if (outcome === 'unknown') await service().links.unlink(member.documentId);
        return noContent();
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/user/patreon/refresh',
      tag,
      summary: 'Asks Patreon anew how the member supports the club; once in 5 minutes',
      access: 'member',
      responses: { 202: acceptedTask },
      failures: { 409: 'No Patreon account is linked, or Patreon is not set up' },
      rateLimit: { points: 1, seconds: 300, by: 'member' },
      handle: async ({ member }) => {
        const { client, deliveries, links } = service();
        const row = await links.of(member.documentId);
        if (!client) throw new HttpError(409, 'Patreon cannot be asked: it is not set up');
        if (!row?.patreonMemberId)
          throw new HttpError(409, 'No Patreon membership is linked to this account');
        return accepted(await deliveries.enqueue(row.patreonMemberId, member.documentId));
      },
    }),
  ];
}
