import { z } from 'zod';

/** As the event's schema has them; a test holds them against it. */
export const eventTypes = ['live_music', 'dj_set', 'open_mic', 'theme_party', 'exhibition', 'other'] as const;
export const eventStatuses = ['scheduled', 'cancelled', 'postponed'] as const;
export type EventType = (typeof eventTypes)[number];
export type EventStatus = (typeof eventStatuses)[number];

/** A moment as ISO 8601 in UTC, whichever way the database gave it. */
const moment = z
  .union([z.date(), z.iso.datetime({ offset: true })])
  .transform((value) => new Date(value).toISOString())
  .nullish();

const text = z.string().nullish();

const link = z.object({ label: text, url: z.string() });

const place = z.object({
  documentId: z.string(),
  slug: text,
  name: text,
  slurl: text,
  isActive: z.boolean().nullish(),
});

const performer = z.object({
  artist: z.object({ documentId: z.string(), slug: text, name: text }).nullish(),
  role: z.string(),
  position: z.int().nullish(),
  startTime: moment,
  endTime: moment,
});

/**
 * A row of an event as Strapi's query engine gives it, with `location`, `links` and `lineUp.artist`
 * populated: one for each language, each as draft and, where it is published, again as that.
 */
export const eventRow = z.object({
  documentId: z.string(),
  locale: z.string(),
  publishedAt: moment,
  slug: text,
  title: text,
  description: text,
  eventType: z.enum(eventTypes),
  eventStatus: z.enum(eventStatuses),
  startTime: moment,
  endTime: moment,
  timezone: text,
  location: place.nullish(),
  lineUp: z.array(performer).nullish(),
  links: z.array(link).nullish(),
  announce: z.boolean().nullish(),
  announceAt: moment,
});

export type EventRow = z.infer<typeof eventRow>;
