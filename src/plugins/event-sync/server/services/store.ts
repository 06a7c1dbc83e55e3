import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { groupBy } from '../../../../shared/server/group-by';
import { message, untranslated, type Message } from '../../../jobs/contract/message';
import { calendarRetentionDays } from '../../../content/server/domain/event-constants';
import { schemasOf } from '../../../content/server/services/schemas';
import { snapshotOf, type EventSnapshot } from '../domain/event-snapshot';
import { link, type Link } from '../domain/plan';
import type { TargetName } from '../targets';

const day = 24 * 60 * 60_000;

const populate = {
  location: true,
  links: true,
  lineUp: { populate: { artist: true } },
} as const;

const rowOfEvent = z.looseObject({ documentId: z.string() });
const identified = z.array(z.object({ documentId: z.string() }));

/** Events as they stand now: drafts, what is published, all languages. */
export function createEvents(strapi: Core.Strapi) {
  const query = () => strapi.db.query('api::event.event');
  const type = () => schemasOf(strapi).type('api::event.event');

  const idsOf = (rows: unknown): string[] => [
    ...new Set(identified.parse(rows).map(({ documentId }) => documentId)),
  ];

  /** By their documentIds; those that there are not (any more) are missing. A constant number of queries. */
  async function readMany(documentIds: readonly string[]): Promise<Map<string, EventSnapshot>> {
    const rows: unknown = await query().findMany({
      where: { documentId: { $in: [...documentIds] } },
      populate,
    });
    const events = new Map<string, EventSnapshot>();
    for (const [id, its] of groupBy(z.array(rowOfEvent).parse(rows), ({ documentId }) => documentId)) {
      const event = snapshotOf(its, type());
      if (event) events.set(id, event);
    }
    return events;
  }

  return {
    readMany,
    read: async (documentId: string): Promise<EventSnapshot | null> =>
      (await readMany([documentId])).get(documentId) ?? null,

    async all(): Promise<string[]> {
      return idsOf(await query().findMany({ select: ['documentId'] }));
    },

    /** Those of a location or an artist that are in the feeds; the nightly repair puts right what is older. */
    async showing(
      relation: 'location' | 'artist',
      documentIds: readonly string[],
      now: Date,
    ): Promise<string[]> {
      const documentId = { $in: [...documentIds] };
      const where =
        relation === 'location' ? { location: { documentId } } : { lineUp: { artist: { documentId } } };
      return idsOf(
        await query().findMany({
          select: ['documentId'],
          where: {
            ...where,
            endTime: { $gt: new Date(now.getTime() - calendarRetentionDays * day).toISOString() },
          },
        }),
      );
    },
  };
}

export type Events = ReturnType<typeof createEvents>;

/** How the last attempt went; times in milliseconds since 1970. */
const lastAttempt = z.object({
  attempts: z.int(),
  problem: z.string().nullable(),
  /** Absent in rows of clubs from before messages had ids, which have the English text alone. */
  problemMessage: message.nullable().catch(null),
  syncedAt: z.coerce.number().nullable(),
});
type LastAttempt = z.infer<typeof lastAttempt>;

const linkRow = link.extend({
  ...lastAttempt.shape,
  id: z.number(),
  target: z.string(),
  event: z.string(),
  markers: z.array(z.string()),
});
export type LinkRow = z.infer<typeof linkRow>;

/** Why the last attempt failed; null where it did not. */
export const problemOf = ({ problem, problemMessage }: LinkRow): Message | null =>
  problem === null ? null : (problemMessage ?? untranslated(problem));

/** What the club knows of its events at the targets. */
export function createLinks(strapi: Core.Strapi) {
  const query = () => strapi.db.query('plugin::event-sync.link');

  const parsed = (row: unknown): LinkRow => linkRow.parse(row);

  return {
    find: async (target: TargetName, event: string): Promise<LinkRow | null> =>
      linkRow.nullable().parse(await query().findOne({ where: { target, event } })),
    /** Whether what a target has under an id is known to be another event's. */
    async isOtherEvents(target: TargetName, event: string, remoteId: string): Promise<boolean> {
      return (await query().count({ where: { target, remoteId, event: { $ne: event } } })) > 0;
    },
    async ofEvent(event: string): Promise<Map<string, LinkRow>> {
      const rows = (await query().findMany({ where: { event } })).map(parsed);
      return new Map(rows.map((row) => [row.target, row]));
    },
    ofEvents: async (events: readonly string[]): Promise<LinkRow[]> =>
      (await query().findMany({ where: { event: { $in: [...events] } } })).map(parsed),
    /** The events of which the last attempt somewhere failed, the latest first. */
    async withProblem(limit: number): Promise<string[]> {
      const rows: unknown = await query().findMany({
        select: ['event'],
        where: { problem: { $notNull: true } },
        orderBy: { id: 'desc' },
        limit,
      });
      return z
        .array(z.object({ event: z.string() }))
        .parse(rows)
        .map(({ event }) => event);
    },
    async ofTarget(target: TargetName): Promise<Map<string, LinkRow>> {
      const rows = (await query().findMany({ where: { target } })).map(parsed);
      return new Map(rows.map((row) => [row.event, row]));
    },
    /**
     * Writes what is known, and how the last attempt went; the last write wins. A target's jobs run one at a time, but the
     * repair and _Sync now_ write beside them. Both enqueue a job that reads the link again, so what they overwrite is corrected.
     */
    async save(
      target: TargetName,
      event: string,
      known: Link & { markers: string[] },
      last: Partial<LastAttempt> = {},
    ): Promise<void> {
      const data = { ...link.parse(known), markers: known.markers, ...last };
      const updated = await query().updateMany({ where: { target, event }, data });
      if (updated.count === 0) await query().create({ data: { attempts: 0, ...data, target, event } });
    },
    async record(target: TargetName, event: string, last: Partial<LastAttempt>): Promise<void> {
      await query().updateMany({ where: { target, event }, data: last });
    },
  };
}

export type Links = ReturnType<typeof createLinks>;
