import type { PreviewableType } from '../../contract/preview';
import { artistColumns } from './views/artist';
import { eventColumns, performerColumns } from './views/event';
import { locationColumns, themeColumns } from './views/location';
import { linkColumns } from './views/media';
import { categoryColumns, postColumns } from './views/post';
import { staffColumns } from './views/staff-member';
import { tierColumns } from './views/tier';

/** The types that have pages on the website, by the folder of these. */
export const pageFolders = ['locations', 'artists', 'events', 'blog'] as const;
export type PageFolder = (typeof pageFolders)[number];

/** The name of the readers of each type that can be previewed. */
export type PreviewedName = 'locations' | 'artists' | 'events' | 'posts' | 'categories' | 'staff' | 'tiers';

export interface PreviewedType {
  reader: PreviewedName;
  /** Null if the website has no page of each. */
  folder: PageFolder | null;
  /** The fields that are shown, as paths, by which permissions know them. */
  fields: readonly string[];
}

const within = (attribute: string, fields: object): string[] =>
  Object.keys(fields).map((field) => `${attribute}.${field}`);

// Line-ups are stored in the order in which they are shown: a position says nothing more.
const { slug: _slug, name: _name, position: _position, ...performance } = performerColumns;
// What is said to readers of a locked post; a preview is not locked.
const { lockedText: _lockedText, ...shownOfPosts } = postColumns;
const performer = { artist: true, ...performance };

/** The types that /api/v1 shows one by one, and what it shows of each. */
export const previewedTypes: Readonly<Record<PreviewableType, PreviewedType>> = {
  'api::location.location': {
    reader: 'locations',
    folder: 'locations',
    fields: [...Object.keys(locationColumns), ...within('theme', themeColumns), 'cover', 'gallery'],
  },
  'api::artist.artist': {
    reader: 'artists',
    folder: 'artists',
    fields: [...Object.keys(artistColumns), ...within('links', linkColumns), 'photo'],
  },
  'api::event.event': {
    reader: 'events',
    folder: 'events',
    fields: [
      ...Object.keys(eventColumns),
      ...within('lineUp', performer),
      ...within('links', linkColumns),
      'location',
      'cover',
    ],
  },
  'api::post.post': {
    reader: 'posts',
    folder: 'blog',
    fields: [...Object.keys(shownOfPosts), 'category', 'author', 'minimumTier', 'cover'],
  },
  'api::category.category': { reader: 'categories', folder: null, fields: Object.keys(categoryColumns) },
  'api::staff-member.staff-member': {
    reader: 'staff',
    folder: null,
    fields: [...Object.keys(staffColumns), 'photo'],
  },
  'api::patreon-tier.patreon-tier': { reader: 'tiers', folder: null, fields: Object.keys(tierColumns) },
};
