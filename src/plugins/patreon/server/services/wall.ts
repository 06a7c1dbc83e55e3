import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { tableOf } from '../../../../database/tables';

/** A supporter who has agreed to be named. */
export interface NamedSupporter {
  name: string;
  /** The documentId of their tier; null for an amount that reaches none. */
  tier: string | null;
  since: Date | null;
}

const rows = z.array(
  z.object({
    username: z.string(),
    avatarName: z.string().nullable(),
    tier: z.string().nullable(),
    since: z.coerce.number().nullable(),
  }),
);

/** The wall of supporters: members who have agreed to be named and hold a level now, the longest first. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async named(now: Date): Promise<NamedSupporter[]> {
    const supporters = tableOf(strapi, 'plugin::patreon.supporter');
    const users = tableOf(strapi, 'plugin::users-permissions.user');
    const until = `s.${supporters.column('levelUntil')}`;
    const found: unknown = await strapi.db
      .connection({ s: supporters.table })
      .join({ u: users.table }, `u.${users.column('documentId')}`, `s.${supporters.column('member')}`)
      .where(`u.${users.column('showAsSupporter')}`, true)
      .whereNot(`u.${users.column('blocked')}`, true)
      .where(`s.${supporters.column('levelCents')}`, '>', 0)
      // What has ended by itself may not be recorded yet.
      .where((either) => void either.whereNull(until).orWhere(until, '>', now.getTime()))
      .orderBy([`s.${supporters.column('levelSince')}`, 's.id'])
      .select({
        username: `u.${users.column('username')}`,
        avatarName: `u.${users.column('avatarName')}`,
        tier: `s.${supporters.column('levelTier')}`,
        since: `s.${supporters.column('levelSince')}`,
      });
    return rows.parse(found).map(({ username, avatarName, tier, since }) => ({
      name: avatarName?.trim() || username,
      tier,
      since: since === null ? null : new Date(since),
    }));
  },
});
