import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const uid = 'plugin::users-permissions.user';
const lockedRows = z.array(
  z.object({
    blocked: z.boolean().nullish(),
    confirmed: z.boolean().nullish(),
    /** Its hash. */
    password: z.string().nullish(),
  }),
);
export type LockedMember = z.infer<typeof lockedRows>[number];

/**
 * A member as they are now; their row is locked until the transaction ends, so that what is decided by it holds until then. SQLite
 * has one writer anyway.
 */
export async function lockMember(strapi: Core.Strapi, id: number): Promise<LockedMember | null> {
  const query = strapi.db.queryBuilder(uid).select(['id', 'blocked', 'confirmed', 'password']).where({ id });
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  const found: unknown = await (isSqlite ? query : query.forUpdate()).execute();
  return lockedRows.parse(found)[0] ?? null;
}

/** Whether a member has the password, or none, that they had when somebody was shown to be them. */
export const hasSamePassword = (
  member: Pick<LockedMember, 'password'>,
  shown: Pick<LockedMember, 'password'>,
): boolean => (member.password ?? null) === (shown.password ?? null);
