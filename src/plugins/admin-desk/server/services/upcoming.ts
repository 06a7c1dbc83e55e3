import type { Core } from '@strapi/strapi';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { groupBy } from '../../../../shared/server/group-by';
import { defaultLanguage, isLanguage } from '../../../../shared/server/languages';
import type { UpcomingEvent } from '../../contract/home';
import { gapsOf, untranslated } from '../domain/event-gaps';
import { publicationStatus } from '../domain/publication-status';
import type { Staff } from './access';

const uid = 'api::event.event';
const listed = 8;

const date = z.coerce.date();
const text = z.string().nullable();

const eventRows = z.array(
  z.object({
    documentId: z.string(),
    title: text,
    description: text,
    startTime: date,
    timezone: text,
    eventType: text,
    eventStatus: z.enum(['scheduled', 'cancelled', 'postponed']).nullable(),
    updatedAt: date,
    location: z.object({ name: text }).nullable(),
    cover: z.object({ id: z.number() }).nullable(),
    lineUp: z.array(z.object({ artist: z.object({ id: z.number() }).nullable() })),
  }),
);
type EventRow = z.infer<typeof eventRows>[number];

const versionRows = z.array(
  z.object({
    documentId: z.string(),
    locale: z.string(),
    title: text,
    description: text,
    updatedAt: date,
    publishedAt: date.nullable(),
  }),
);
type VersionRow = z.infer<typeof versionRows>[number];

/** The events of tonight and after, drafts included. */
export function createUpcoming({ strapi }: { strapi: Core.Strapi }) {
  const query = () => strapi.db.query(uid);

  /** The other versions of these events: what is published in English, and the drafts of translations. */
  async function versionsOf(events: readonly EventRow[]): Promise<Map<string, VersionRow[]>> {
    const rows: unknown = await query().findMany({
      select: ['documentId', 'locale', 'title', 'description', 'updatedAt', 'publishedAt'],
      where: { documentId: { $in: events.map(({ documentId }) => documentId) } },
    });
    return groupBy(versionRows.parse(rows), ({ documentId }) => documentId);
  }

  /** What is on, and what follows, earliest first, as far as somebody may read it. A constant number of queries. */
  return async function upcoming(staff: Staff, now: Date): Promise<UpcomingEvent[]> {
    const scope = staff.scopes(uid, 'read').get(defaultLanguage);
    if (scope === undefined) return [];
    const rows: unknown = await query().findMany({
      where: {
        locale: defaultLanguage,
        publishedAt: null,
        endTime: { $gt: now.toISOString() },
        ...(scope === 'own' && { createdBy: staff.user.id }),
      },
      orderBy: [{ startTime: 'asc' }, { id: 'asc' }],
      limit: listed,
      populate: {
        location: { select: ['id', 'name'] },
        cover: { select: ['id'] },
        lineUp: { populate: { artist: { select: ['id'] } } },
      },
    });
    const events = eventRows.parse(rows);
    const versions = await versionsOf(events);
    return events.map((event) => toUpcomingEvent(event, versions.get(event.documentId) ?? [], now));
  };
}

/** A draft may lack a zone, or have one that there is not. */
const zoneOf = (zone: string | null): string => (zone !== null && IANAZone.isValidZone(zone) ? zone : 'UTC');

function toUpcomingEvent(event: EventRow, versions: readonly VersionRow[], now: Date): UpcomingEvent {
  const published = versions.find((row) => row.publishedAt !== null && row.locale === defaultLanguage);
  const drafts = versions.filter((row) => row.publishedAt === null && isLanguage(row.locale));
  const texts: Partial<Record<string, { title: string | null; description: string | null }>> =
    Object.fromEntries(drafts.map(({ locale, title, description }) => [locale, { title, description }]));
  return {
    documentId: event.documentId,
    title: event.title,
    startTime: event.startTime.toISOString(),
    timezone: zoneOf(event.timezone),
    isNow: event.startTime <= now,
    location: event.location?.name ?? null,
    eventStatus: event.eventStatus ?? 'scheduled',
    status: publicationStatus(event.updatedAt, published?.updatedAt ?? null),
    gaps: gapsOf({
      eventType: event.eventType,
      hasCover: event.cover !== null,
      hasLocation: event.location !== null,
      lineUp: event.lineUp.map(({ artist }) => artist !== null),
      texts,
    }),
    untranslated: untranslated({ texts }),
  };
}
