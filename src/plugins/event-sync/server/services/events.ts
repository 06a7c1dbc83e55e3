import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { toldDays } from '../../../content/server/domain/told-days';
import { shownEvent, type ShownEvent } from '../domain/shown-event';

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

  const idsOf = (rows: unknown): string[] => [
    ...new Set(identified.parse(rows).map(({ documentId }) => documentId)),
  ];

  /** By their documentIds; those that there are not (any more) are missing. A constant number of queries. */
  async function readMany(documentIds: readonly string[]): Promise<Map<string, ShownEvent>> {
    const rows: unknown = await query().findMany({
      where: { documentId: { $in: [...documentIds] } },
      populate,
    });
    const byEvent = new Map<string, unknown[]>();
    for (const row of z.array(rowOfEvent).parse(rows))
      byEvent.set(row.documentId, [...(byEvent.get(row.documentId) ?? []), row]);
    const events = new Map<string, ShownEvent>();
    for (const [documentId, its] of byEvent) {
      const event = shownEvent(its);
      if (event) events.set(documentId, event);
    }
    return events;
  }

  return {
    readMany,
    read: async (documentId: string): Promise<ShownEvent | null> =>
      (await readMany([documentId])).get(documentId) ?? null,

    /** The documentIds of all events. */
    async all(): Promise<string[]> {
      return idsOf(await query().findMany({ select: ['documentId'] }));
    },

    /** Those that show a location or an artist and that feeds tell of; what is older is put right by the nightly repair. */
    async showing(relation: 'location' | 'artist', documentId: string, now: Date): Promise<string[]> {
      const where =
        relation === 'location' ? { location: { documentId } } : { lineUp: { artist: { documentId } } };
      return idsOf(
        await query().findMany({
          select: ['documentId'],
          where: { ...where, endTime: { $gt: new Date(now.getTime() - toldDays * day).toISOString() } },
        }),
      );
    },
  };
}

export type Events = ReturnType<typeof createEvents>;
