import { z } from 'zod';
import type { ClubType } from '../../../../content/server/domain/writes';
import { artistSchema } from '../views/artist';
import { eventSchema } from '../views/event';
import { locationSchema } from '../views/location';
import { linkSchema } from '../views/media';
import { postSchema } from '../views/post';
import { tierSchema } from '../views/tier';
import { componentField, componentsField, lineUpField } from './components';
import { listField, numberField, switchField, textField, timeField, type Fields } from './fields';
import { fileField, filesField, referenceField } from './links';

/** A type of content, as `/admin/<path>` has it. */
export interface Resource {
  path: string;
  uid: ClubType;
  /** What people call one of it. */
  called: string;
  /** By the names of the public view, whose schemas they have. */
  fields: Fields;
  sortedBy: string;
  direction: 'asc' | 'desc';
}

const list = z.array(z.string());
const tier = referenceField('minimumTier', 'api::patreon-tier.patreon-tier', { name: 'name' });

const links = componentsField(
  'links',
  {
    kind: textField('kind', linkSchema.shape.kind),
    label: textField('label'),
    url: textField('url', linkSchema.shape.url),
  },
  'StaffLink',
);

const theme = componentField(
  'theme',
  {
    primary_color: textField('primaryColor'),
    secondary_color: textField('secondaryColor'),
    accent_color: textField('accentColor'),
    dark_color: textField('darkColor'),
    css_gradient: textField('cssGradient'),
    mood_keywords: listField('moodKeywords', list),
  },
  'StaffTheme',
);

const lineUp = lineUpField('lineUp', {
  role: textField('role'),
  start_time: timeField('startTime'),
  end_time: timeField('endTime'),
});

/** The types that staff edit through `/api/v1/admin`. */
export const resources: readonly Resource[] = [
  {
    path: 'locations',
    uid: 'api::location.location',
    called: 'Location',
    sortedBy: 'sortOrder',
    direction: 'asc',
    fields: {
      slug: textField('slug'),
      name: textField('name'),
      capacity: numberField('capacity', locationSchema.shape.capacity),
      slurl: textField('slurl'),
      mood_category: textField('moodCategory', locationSchema.shape.mood_category),
      theme,
      tagline: textField('tagline'),
      description: textField('description', locationSchema.shape.description),
      architecture_notes: textField('architectureNotes', locationSchema.shape.architecture_notes),
      atmosphere_notes: textField('atmosphereNotes', locationSchema.shape.atmosphere_notes),
      cover: fileField('cover'),
      gallery: filesField('gallery'),
      sort_order: numberField('sortOrder'),
      is_active: switchField('isActive'),
    },
  },
  {
    path: 'artists',
    uid: 'api::artist.artist',
    called: 'Artist',
    sortedBy: 'name',
    direction: 'asc',
    fields: {
      slug: textField('slug'),
      name: textField('name'),
      avatar_name: textField('avatarName', artistSchema.shape.avatar_name),
      genres: listField('genres', list),
      short_bio: textField('shortBio'),
      bio: textField('bio', artistSchema.shape.bio),
      photo: fileField('photo'),
      links,
    },
  },
  {
    path: 'events',
    uid: 'api::event.event',
    called: 'Event',
    sortedBy: 'startTime',
    direction: 'desc',
    fields: {
      slug: textField('slug'),
      title: textField('title'),
      description: textField('description', eventSchema.shape.description),
      event_type: textField('eventType', eventSchema.shape.event_type),
      status: textField('eventStatus', eventSchema.shape.status),
      start_time: timeField('startTime'),
      end_time: timeField('endTime'),
      timezone: textField('timezone', eventSchema.shape.timezone),
      location: referenceField('location', 'api::location.location', { name: 'name', slurl: 'slurl' }),
      artists: lineUp,
      cover: fileField('cover'),
      is_featured: switchField('isFeatured'),
      links,
      announce: switchField('announce'),
      announce_at: timeField('announceAt'),
    },
  },
  {
    path: 'blog',
    uid: 'api::post.post',
    called: 'Post',
    sortedBy: 'date',
    direction: 'desc',
    fields: {
      slug: textField('slug'),
      title: textField('title'),
      excerpt: textField('excerpt'),
      body: textField('body', postSchema.shape.body),
      category: referenceField('category', 'api::category.category', { name: 'name' }),
      author: referenceField('author', 'api::staff-member.staff-member', { name: 'name' }),
      cover: fileField('cover'),
      minimum_tier: tier,
      locked_text: textField('lockedText'),
      published_at: timeField('date'),
    },
  },
  {
    path: 'categories',
    uid: 'api::category.category',
    called: 'Category',
    sortedBy: 'name',
    direction: 'asc',
    fields: { slug: textField('slug'), name: textField('name') },
  },
  {
    path: 'staff',
    uid: 'api::staff-member.staff-member',
    called: 'Staff member',
    sortedBy: 'sortOrder',
    direction: 'asc',
    fields: {
      slug: textField('slug'),
      name: textField('name'),
      avatar_name: textField('avatarName'),
      role_title: textField('roleTitle'),
      bio: textField('bio', artistSchema.shape.bio),
      photo: fileField('photo'),
      sort_order: numberField('sortOrder'),
      is_active: switchField('isActive'),
    },
  },
  {
    path: 'tiers',
    uid: 'api::patreon-tier.patreon-tier',
    called: 'Tier',
    sortedBy: 'amountCents',
    direction: 'asc',
    fields: {
      slug: textField('slug'),
      name: textField('name'),
      description: textField('description', tierSchema.shape.description),
      benefits: listField('benefits', list),
      amount_cents: numberField('amountCents', tierSchema.shape.amount_cents),
      currency: textField('currency', tierSchema.shape.currency),
      patreon_tier_id: textField('patreonTierId'),
      sort_order: numberField('sortOrder'),
    },
  },
  {
    path: 'exclusive',
    uid: 'api::exclusive.exclusive',
    called: 'Exclusive',
    sortedBy: 'title',
    direction: 'asc',
    fields: {
      slug: textField('slug'),
      title: textField('title'),
      teaser: textField('teaser'),
      body: textField('body', postSchema.shape.body),
      media: filesField('media'),
      minimum_tier: tier,
      locked_text: textField('lockedText'),
      cover: fileField('cover'),
    },
  },
];
