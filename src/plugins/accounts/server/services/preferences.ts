import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultPreferences, digests, type Preferences } from '../domain/preferences';
import type { MemberWrites } from './member-writes';

const row = z.object({
  id: z.number(),
  notifyEventReminders: z.boolean(),
  notifyNewPosts: z.boolean(),
  notifyScheduleChanges: z.boolean(),
  digest: z.enum(digests),
});
const reminders = z.array(z.object({ hoursBefore: z.number() }));

type PreferencesChange = { [Name in keyof Preferences]?: Preferences[Name] | undefined };

/**
 * What members want to be told. A member who has chosen nothing has no row until they have a favourite: whoever plans reminders
 * finds all who may get one by a plain join.
 */
export function createPreferences(strapi: Core.Strapi, memberWrites: MemberWrites) {
  const table = () => strapi.db.query('plugin::accounts.preference');
  const reminderTable = () => strapi.db.query('plugin::accounts.reminder');

  const find = async (member: string) => row.nullable().parse(await table().findOne({ where: { member } }));

  async function of(member: string): Promise<Preferences> {
    const found = await find(member);
    if (!found) return defaultPreferences;
    const { id: _id, ...preferences } = found;
    const hours: unknown = await reminderTable().findMany({
      where: { member },
      orderBy: { hoursBefore: 'asc' },
    });
    return { ...preferences, reminderHoursBefore: reminders.parse(hours).map((each) => each.hoursBefore) };
  }

  async function setReminders(member: string, hours: readonly number[]): Promise<void> {
    await reminderTable().deleteMany({ where: { member } });
    if (hours.length > 0)
      await reminderTable().createMany({ data: hours.map((hoursBefore) => ({ member, hoursBefore })) });
  }

  /** Writes the defaults of a member who has no row, in the transaction of the caller. */
  async function ensure(member: string): Promise<void> {
    if (await find(member)) return;
    const { reminderHoursBefore, ...columns } = defaultPreferences;
    await table().create({ data: { member, ...columns } });
    await setReminders(member, reminderHoursBefore);
  }

  return {
    of,
    ensure,

    /** Changes what is given, and leaves the rest. */
    change: (
      member: { id: number; documentId: string },
      { reminderHoursBefore, ...columns }: PreferencesChange,
    ): Promise<Preferences> =>
      memberWrites(member, async () => {
        await ensure(member.documentId);
        const given = Object.entries(columns).filter(([, value]) => value !== undefined);
        if (given.length > 0)
          await table().update({ where: { member: member.documentId }, data: Object.fromEntries(given) });
        if (reminderHoursBefore) await setReminders(member.documentId, reminderHoursBefore);
        return of(member.documentId);
      }),
  };
}
export type PreferencesService = ReturnType<typeof createPreferences>;
