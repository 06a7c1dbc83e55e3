import { z } from 'zod';
import { documentFields, documentId, nullableText, timestamp } from '../../../../../http/schemas';
import { eventStatuses, eventTypes } from '../../../../content/server/domain/event-constants';
import { inPositionOrder } from '../../../../content/server/domain/line-up';
import { plainText } from '../../../../content/server/domain/text/clean';
import { slTime } from '../../../../content/server/domain/text/sl-time';
import { slug } from '../../contract/query';
import * as columns from '../columns';
import { linkSchema, mediaSchema, type Link, type Media } from './media';

const lineUpEntrySchema = z
  .strictObject({
    slug,
    name: nullableText,
    role: nullableText,
    start_time: timestamp.nullable(),
    end_time: timestamp.nullable(),
  })
  .meta({ id: 'LineUpEntry' });

export const eventSchema = z
  .strictObject({
    id: documentId,
    slug,
    title: nullableText,
    description: nullableText.describe('Markdown'),
    event_type: z.enum(eventTypes).nullable(),
    status: z.enum(eventStatuses),
    start_time: timestamp,
    end_time: timestamp,
    timezone: z.string().describe('IANA; where the event has its evening'),
    sl_time: z
      .string()
      .meta({ description: 'The start in Second Life time', examples: ['Sat 21 Nov 2026, 1:00 PM PST'] }),
    location: z.strictObject({ slug, name: nullableText, slurl: nullableText }).nullable(),
    artists: z.array(lineUpEntrySchema),
    cover: mediaSchema.nullable(),
    is_featured: z.boolean(),
    links: z.array(linkSchema),
    json_ld: z.record(z.string(), z.unknown()).describe('schema.org MusicEvent'),
    ...documentFields,
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof eventSchema>;

export const eventsNowSchema = z
  .strictObject({
    on_stage: z.array(eventSchema).describe('What is on at this moment, on all stages'),
    next: eventSchema.nullable().describe('What begins next'),
  })
  .meta({ id: 'EventsNow' });

export const eventColumns = {
  slug: columns.text,
  title: columns.text,
  description: columns.text,
  eventType: columns.choice(eventTypes),
  eventStatus: columns.choice(eventStatuses),
  startTime: columns.timestamp,
  endTime: columns.timestamp,
  timezone: columns.text,
  isFeatured: columns.boolean,
};

/** What an event shows of its location, and of the artists in its line-up. */
export const placeColumns = { slug: columns.text, name: columns.text, slurl: columns.text };
export const performerColumns = {
  slug: columns.text,
  name: columns.text,
  role: columns.text,
  position: columns.integer,
  startTime: columns.timestamp,
  endTime: columns.timestamp,
};

export interface EventParts {
  location: columns.Localized<typeof placeColumns> | undefined;
  lineUp: columns.Values<typeof performerColumns>[];
  cover: Media | undefined;
  links: Link[];
  /** The event's page: on the website where there is one, else this API's. */
  url: string;
  clubName: string;
}

function toPerformer(entry: columns.Values<typeof performerColumns>): EventView['artists'][number] {
  return {
    slug: entry.slug ?? '',
    name: entry.name,
    role: entry.role,
    start_time: entry.startTime?.toISOString() ?? null,
    end_time: entry.endTime?.toISOString() ?? null,
  };
}

export function toEvent(event: columns.Localized<typeof eventColumns>, parts: EventParts): EventView {
  const startTime = event.startTime ?? new Date(0);
  const endTime = event.endTime ?? startTime;
  const view = {
    id: event.documentId,
    slug: event.slug ?? '',
    title: event.title,
    description: event.description,
    event_type: event.eventType,
    status: event.eventStatus ?? 'scheduled',
    start_time: startTime.toISOString(),
    end_time: endTime.toISOString(),
    timezone: event.timezone ?? 'Europe/Rome',
    sl_time: slTime(startTime),
    location: parts.location
      ? { slug: parts.location.slug ?? '', name: parts.location.name, slurl: parts.location.slurl }
      : null,
    artists: inPositionOrder(parts.lineUp).map(toPerformer),
    cover: parts.cover ?? null,
    is_featured: event.isFeatured,
    links: parts.links,
    ...columns.documentFieldsOf(event),
  };
  return { ...view, json_ld: eventJsonLd(view, parts) };
}

const schemaOrgStatuses = {
  scheduled: 'EventScheduled',
  cancelled: 'EventCancelled',
  postponed: 'EventPostponed',
} as const;

/**
 * The event as search engines read it (https://schema.org/MusicEvent). The club is in a virtual world, so attendance is
 * online and the place a VirtualLocation, whose address is the SLurl.
 */
function eventJsonLd(
  event: Omit<EventView, 'json_ld'>,
  { url, clubName }: { url: string; clubName: string },
): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'MusicEvent',
    name: event.title,
    ...(event.description && { description: plainText(event.description, 300) }),
    startDate: event.start_time,
    endDate: event.end_time,
    eventStatus: `https://schema.org/${schemaOrgStatuses[event.status]}`,
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    url,
    inLanguage: event.language,
    location: {
      '@type': 'VirtualLocation',
      name: event.location?.name ?? clubName,
      url: event.location?.slurl ?? url,
    },
    ...(event.cover && { image: [event.cover.url] }),
    ...(event.artists.length > 0 && {
      performer: event.artists.map(({ name }) => ({ '@type': 'MusicGroup', name })),
    }),
    organizer: { '@type': 'Organization', name: clubName },
  };
}
