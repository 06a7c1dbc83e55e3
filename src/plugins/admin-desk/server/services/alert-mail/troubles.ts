import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { alert, type Alert } from '../../../contract/home';
import { openTroubles, type Sighting, type Trouble } from '../../domain/troubles';

/** MySQL's driver gives large integers as text. */
export const timestamp = z.coerce.number().int();
/** What an older version has stored in another form is told as far as it can be. */
export const storedAlert = alert.nullable().catch(null);

const troubleRow = z.object({
  name: z.string(),
  alert: storedAlert,
  seenAt: timestamp,
  goneAt: timestamp.nullable(),
});

const isSame = (a: Trouble, b: Trouble): boolean =>
  a.goneAt === b.goneAt && JSON.stringify(a.alert) === JSON.stringify(b.alert);

/** The open troubles, whether anybody has been told or not. */
export function createTroubles(strapi: Core.Strapi) {
  const query = () => strapi.db.query('plugin::admin-desk.trouble');

  async function read(): Promise<Trouble[]> {
    const rows = z.array(troubleRow).parse(await query().findMany({ orderBy: { id: 'asc' } }));
    return rows.flatMap(({ alert: stored, ...row }) => (stored ? [{ ...row, alert: stored }] : []));
  }

  async function write(before: readonly Trouble[], after: readonly Trouble[]): Promise<void> {
    const known = new Map(before.map((trouble) => [trouble.name, trouble]));
    for (const trouble of after) {
      const { name, ...data } = trouble;
      const stored = known.get(name);
      if (!stored) await query().create({ data: trouble });
      else if (!isSame(stored, trouble)) await query().updateMany({ where: { name }, data });
    }
    // Those that cannot be read any more, too.
    await query().deleteMany({ where: { name: { $notIn: after.map(({ name }) => name) } } });
  }

  return {
    /** Takes another look at what needs a person. @returns what is open */
    async observe(sighting: Sighting, calmMs: number): Promise<Trouble[]> {
      const before = await read();
      const after = openTroubles(before, sighting, calmMs);
      await write(before, after);
      return after;
    },
  };
}

/** Alerts that are mailed: that alerts cannot be mailed is said on the page alone. */
export const isMailed = ({ kind }: Alert): boolean => kind !== 'mail';
