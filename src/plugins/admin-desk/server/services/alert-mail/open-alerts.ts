import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { alert, type Alert } from '../../../contract/home';
import { updateOpenAlerts, type Sighting, type OpenAlert } from '../../domain/open-alerts';

/** MySQL's driver gives large integers as text. */
export const timestamp = z.coerce.number().int();
/** What an older version has stored in another form is told as far as it can be. */
export const storedAlert = alert.nullable().catch(null);

const openAlertRow = z.object({
  name: z.string(),
  alert: storedAlert,
  seenAt: timestamp,
  goneAt: timestamp.nullable(),
});

const isSame = (a: OpenAlert, b: OpenAlert): boolean =>
  a.goneAt === b.goneAt && JSON.stringify(a.alert) === JSON.stringify(b.alert);

/** The open alerts, whether anybody has been told or not. */
export function createOpenAlerts(strapi: Core.Strapi) {
  const query = () => strapi.db.query('plugin::admin-desk.open-alert');

  async function read(): Promise<OpenAlert[]> {
    const rows = z.array(openAlertRow).parse(await query().findMany({ orderBy: { id: 'asc' } }));
    return rows.flatMap(({ alert: stored, ...row }) => (stored ? [{ ...row, alert: stored }] : []));
  }

  async function write(before: readonly OpenAlert[], after: readonly OpenAlert[]): Promise<void> {
    const known = new Map(before.map((openAlert) => [openAlert.name, openAlert]));
    for (const openAlert of after) {
      const { name, ...data } = openAlert;
      const stored = known.get(name);
      if (!stored) await query().create({ data: openAlert });
      else if (!isSame(stored, openAlert)) await query().updateMany({ where: { name }, data });
    }
    // Those that cannot be read any more, too.
    await query().deleteMany({ where: { name: { $notIn: after.map(({ name }) => name) } } });
  }

  return {
    /** Takes another look at what needs a person. @returns what is open */
    async observe(sighting: Sighting, calmMs: number): Promise<OpenAlert[]> {
      const before = await read();
      const after = updateOpenAlerts(before, sighting, calmMs);
      await write(before, after);
      return after;
    },
  };
}

/** Alerts that are mailed: that alerts cannot be mailed is said on the page alone. */
export const isMailed = ({ kind }: Alert): boolean => kind !== 'mail';
