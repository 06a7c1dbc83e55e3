import { z } from 'zod';
import { documentFields, id, instant } from './answer';
import { link, media } from './media';
import { slug } from './query';

const text = z.string().nullable();

export const theme = z
  .strictObject({
    primary_color: text,
    secondary_color: text,
    accent_color: text,
    dark_color: text,
    css_gradient: text,
    mood_keywords: z.array(z.string()),
  })
  .meta({ id: 'Theme' });

export const locationView = z
  .strictObject({
    id,
    slug,
    name: text,
    capacity: z.int().nullable(),
    slurl: text,
    mood_category: z.enum(['cosmic_tech', 'warm_intimate', 'hybrid']).nullable(),
    theme: theme.nullable(),
    tagline: text,
    description: text.describe('Markdown'),
    architecture_notes: text.describe('Markdown'),
    atmosphere_notes: text.describe('Markdown'),
    cover: media.nullable(),
    gallery: z.array(media),
    sort_order: z.int(),
    ...documentFields,
  })
  .meta({ id: 'Location' });
export type LocationView = z.infer<typeof locationView>;

export const artistView = z
  .strictObject({
    id,
    slug,
    name: text,
    avatar_name: text.describe('The name in Second Life'),
    genres: z.array(z.string()),
    short_bio: text,
    bio: text.describe('Markdown'),
    photo: media.nullable(),
    links: z.array(link),
    ...documentFields,
  })
  .meta({ id: 'Artist' });
export type ArtistView = z.infer<typeof artistView>;

export const eventTypes = ['live_music', 'dj_set', 'open_mic', 'theme_party', 'exhibition', 'other'] as const;
export const eventStatuses = ['scheduled', 'cancelled', 'postponed'] as const;
export type EventStatus = (typeof eventStatuses)[number];

export const lineUpEntry = z
  .strictObject({
    slug,
    name: text,
    role: text,
    start_time: instant.nullable(),
    end_time: instant.nullable(),
  })
  .meta({ id: 'LineUpEntry' });

export const eventView = z
  .strictObject({
    id,
    slug,
    title: text,
    description: text.describe('Markdown'),
    event_type: z.enum(eventTypes).nullable(),
    status: z.enum(eventStatuses),
    start_time: instant,
    end_time: instant,
    timezone: z.string().describe('IANA; where the event has its evening'),
    sl_time: z
      .string()
      .meta({ description: 'The start in Second Life time', examples: ['Sat 21 Nov 2026, 1:00 PM PST'] }),
    location: z.strictObject({ slug, name: text, slurl: text }).nullable(),
    artists: z.array(lineUpEntry),
    cover: media.nullable(),
    is_featured: z.boolean(),
    links: z.array(link),
    json_ld: z.record(z.string(), z.unknown()).describe('schema.org MusicEvent'),
    ...documentFields,
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof eventView>;

export const eventsNow = z
  .strictObject({
    on_stage: z.array(eventView).describe('What is on at this moment, on all stages'),
    next: eventView.nullable().describe('What begins next'),
  })
  .meta({ id: 'EventsNow' });

export const staffView = z
  .strictObject({
    id,
    slug,
    name: text,
    avatar_name: text,
    role_title: text,
    bio: text.describe('Markdown'),
    photo: media.nullable(),
    sort_order: z.int(),
    ...documentFields,
  })
  .meta({ id: 'StaffMember' });
export type StaffView = z.infer<typeof staffView>;
