import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { languages, type Language } from '../../../../shared/server/languages';
import type { MemberWrites } from './member-writes';
import type { Members } from './members';
import type { Registrations } from './registrations';

const uid = 'plugin::users-permissions.user';

const profileRow = z.object({
  documentId: z.string(),
  username: z.string(),
  email: z.string(),
  language: z.enum(languages).nullish(),
  timeZone: z.string().nullish(),
  avatarName: z.string().nullish(),
  showAsSupporter: z.boolean().nullish(),
  createdAt: z.coerce.date(),
});
export type ProfileRow = z.infer<typeof profileRow>;

export interface ProfileChange {
  username?: string | undefined;
  language?: Language | undefined;
  timeZone?: string | null | undefined;
  avatarName?: string | null | undefined;
  showAsSupporter?: boolean | undefined;
}

/** What members say about themselves. */
export function createProfiles(
  strapi: Core.Strapi,
  {
    memberWrites,
    members,
    registrations,
  }: { memberWrites: MemberWrites; members: Members; registrations: Registrations },
) {
  const table = () => strapi.db.query(uid);
  const of = async (id: number): Promise<ProfileRow | null> =>
    profileRow.nullable().parse(await table().findOne({ where: { id } }));

  /** Whether a folded user name is that of somebody else, or of somebody who is signing up. */
  async function isTaken(id: number, email: string, username: string, now: number): Promise<boolean> {
    const holder = await members.byIdentifier(username);
    return (holder !== null && holder.id !== id) || registrations.hasUsername(username, email, now);
  }

  return {
    of,

    /**
     * Changes what is given, and leaves the rest.
     *
     * @param change its user name is folded
     * @returns null if the user name is taken
     */
    change: (member: { id: number }, change: ProfileChange, now: number): Promise<ProfileRow | null> =>
      memberWrites(member, async () => {
        const { id } = member;
        const before = await of(id);
        const { username } = change;
        if (before && username !== undefined && username !== before.username) {
          await members.lock();
          if (await isTaken(id, before.email, username, now)) return null;
        }
        const given = Object.entries(change).filter(([, value]) => value !== undefined);
        if (given.length > 0) await table().update({ where: { id }, data: Object.fromEntries(given) });
        return of(id);
      }),
  };
}
