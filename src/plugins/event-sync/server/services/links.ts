import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { link, linkStates, type Link } from '../domain/link';
import type { TargetName } from '../targets/target';

const moment = z.coerce.number().nullable();

const linkRow = z.object({
  id: z.number(),
  target: z.string(),
  event: z.string(),
  destination: z.string(),
  state: z.enum(linkStates),
  remoteId: z.string().nullable(),
  markers: z.array(z.string()),
  hash: z.string().nullable(),
  generation: z.int(),
  attempts: z.int(),
  problem: z.string().nullable(),
  problemKind: z.enum(['again', 'never', 'reconnect']).nullable(),
  retryAt: moment,
  syncedAt: moment,
});
export type LinkRow = z.infer<typeof linkRow>;

/** How the last try went; times in milliseconds since 1970. */
export interface Standing {
  attempts: number;
  problem: string | null;
  problemKind: LinkRow['problemKind'];
  retryAt: number | null;
  syncedAt: number | null;
}

/** What the club knows of its events at the targets. */
export function createLinks(strapi: Core.Strapi) {
  const query = () => strapi.db.query('plugin::event-sync.link');

  const parsed = (row: unknown): LinkRow => linkRow.parse(row);

  async function find(target: TargetName, event: string): Promise<LinkRow | null> {
    const row: unknown = await query().findOne({ where: { target, event } });
    return row === null ? null : parsed(row);
  }

  return {
    find,
    /** Whether what a target has under an id is known to be another event's. */
    async isAnothers(target: TargetName, event: string, remoteId: string): Promise<boolean> {
      return (await query().count({ where: { target, remoteId, event: { $ne: event } } })) > 0;
    },
    async ofEvent(event: string): Promise<LinkRow[]> {
      return (await query().findMany({ where: { event } })).map(parsed);
    },
    /** The links of a target, by event. */
    async ofTarget(target: TargetName): Promise<Map<string, LinkRow>> {
      const rows = (await query().findMany({ where: { target } })).map(parsed);
      return new Map(rows.map((row) => [row.event, row]));
    },
    /** Writes what is known, and how the last try went. A target's jobs run one at a time, so nobody else writes meanwhile. */
    async save(
      target: TargetName,
      event: string,
      known: Link & { markers: string[] },
      standing: Partial<Standing> = {},
    ): Promise<void> {
      const data = { ...link.parse(known), markers: known.markers, ...standing };
      const updated = await query().updateMany({ where: { target, event }, data });
      if (updated.count === 0) await query().create({ data: { attempts: 0, ...data, target, event } });
    },
    async note(target: TargetName, event: string, standing: Partial<Standing>): Promise<void> {
      await query().updateMany({ where: { target, event }, data: standing });
    },
  };
}

export type Links = ReturnType<typeof createLinks>;
