import { z } from 'zod';
import { documentFields, documentId, timestamp } from '../../../../http/schemas';
import { eventStatuses, eventTypes } from '../../../content/server/domain/event-constants';
import { slug } from './query';

const text = z.string().nullable();

const absoluteUrl = z.string().describe('Absolute');
const format = z
  .strictObject({ url: absoluteUrl, width: z.int().nullable(), height: z.int().nullable() })
  .meta({ id: 'MediaFormat' });

export const mediaFormats = ['thumbnail', 'small', 'medium', 'large'] as const;

export const mediaSchema = z
  .strictObject({
    url: absoluteUrl,
    alt: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    mime: z.string(),
    formats: z.strictObject({
      thumbnail: format.nullable(),
      small: format.nullable(),
      medium: format.nullable(),
      large: format.nullable(),
    }),
  })
  .meta({ id: 'Media' });
export type Media = z.infer<typeof mediaSchema>;

export const linkSchema = z
  .strictObject({ kind: z.string(), label: z.string().nullable(), url: z.string() })
  .meta({ id: 'Link' });
export type Link = z.infer<typeof linkSchema>;

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

export const locationSchema = z
  .strictObject({
    id: documentId,
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
    cover: mediaSchema.nullable(),
    gallery: z.array(mediaSchema),
    sort_order: z.int(),
    ...documentFields,
  })
  .meta({ id: 'Location' });
export type LocationView = z.infer<typeof locationSchema>;

export const artistSchema = z
  .strictObject({
    id: documentId,
    slug,
    name: text,
    avatar_name: text.describe('The name in Second Life'),
    genres: z.array(z.string()),
    short_bio: text,
    bio: text.describe('Markdown'),
    photo: mediaSchema.nullable(),
    links: z.array(linkSchema),
    ...documentFields,
  })
  .meta({ id: 'Artist' });
export type ArtistView = z.infer<typeof artistSchema>;

export const lineUpEntrySchema = z
  .strictObject({
    slug,
    name: text,
    role: text,
    start_time: timestamp.nullable(),
    end_time: timestamp.nullable(),
  })
  .meta({ id: 'LineUpEntry' });

export const eventSchema = z
  .strictObject({
    id: documentId,
    slug,
    title: text,
    description: text.describe('Markdown'),
    event_type: z.enum(eventTypes).nullable(),
    status: z.enum(eventStatuses),
    start_time: timestamp,
    end_time: timestamp,
    timezone: z.string().describe('IANA; where the event has its evening'),
    sl_time: z
      .string()
      .meta({ description: 'The start in Second Life time', examples: ['Sat 21 Nov 2026, 1:00 PM PST'] }),
    location: z.strictObject({ slug, name: text, slurl: text }).nullable(),
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

export const staffMemberSchema = z
  .strictObject({
    id: documentId,
    slug,
    name: text,
    avatar_name: text,
    role_title: text,
    bio: text.describe('Markdown'),
    photo: mediaSchema.nullable(),
    sort_order: z.int(),
    ...documentFields,
  })
  .meta({ id: 'StaffMember' });
export type StaffView = z.infer<typeof staffMemberSchema>;
