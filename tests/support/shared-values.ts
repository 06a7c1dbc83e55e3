import type { Core, UID } from '@strapi/strapi';
import { writerOf } from './write';

/** What the documents of these tests point at; each with its Italian version, or none. */
export interface Targets {
  pictures: readonly [number, number];
  places: readonly [string, string];
  singers: readonly [string, string];
  categories: readonly [string, string];
  authors: readonly [string, string];
  tiers: readonly [string, string];
}

/** The first of each has an Italian version, the second has none. */
export async function createTargets(strapi: Core.Strapi): Promise<Targets> {
  const { create, update, picture } = writerOf(strapi);
  const published = { status: 'published' };
  const italian = { ...published, locale: 'it' };
  async function two(uid: UID.ContentType, data: object, translation: object): Promise<[string, string]> {
    const [first, second] = [
      await create(uid, { ...data, slug: 'first-target' }, published),
      await create(uid, { ...data, name: 'Another', slug: 'second-target' }, published),
    ];
    await update(uid, first, translation, italian);
    return [first, second];
  }
  const price = { currency: 'EUR', amountCents: 300 };
  return {
    pictures: [await picture('one.webp'), await picture('two.webp')],
    places: await two('api::location.location', { name: 'Hall' }, { name: 'Sala' }),
    singers: await two('api::artist.artist', { name: 'Singer' }, { bio: 'Canta' }),
    categories: await two('api::category.category', { name: 'News' }, { name: 'Novità' }),
    authors: await two('api::staff-member.staff-member', { name: 'Oriane' }, { roleTitle: 'Ospite' }),
    tiers: await two('api::patreon-tier.patreon-tier', { name: 'Gold', ...price }, { name: 'Oro' }),
  };
}

/** A type's attributes that are the same in every language, all of them, with one of two sets of values. */
export type Shared = (targets: Targets, version: 0 | 1) => Record<string, unknown>;

const links = (version: number) => [
  { kind: 'website', label: `Link ${version}`, url: `https://example.com/${version}` },
  { kind: 'youtube', label: null, url: 'https://example.com/two' },
];

export const sharedValues = {
  'api::artist.artist': ({ pictures }, version) => ({
    name: `Nova ${version}`,
    avatarName: `Nova Resident ${version}`,
    genres: ['soul', `genre ${version}`],
    photo: pictures[version],
    links: links(version),
  }),
  'api::event.event': ({ pictures, places, singers }, version) => ({
    eventType: version ? 'open_mic' : 'dj_set',
    eventStatus: version ? 'cancelled' : 'scheduled',
    startTime: `2030-05-0${version + 1}T19:00:00.000Z`,
    endTime: `2030-05-0${version + 1}T21:00:00.000Z`,
    timezone: version ? 'Europe/Paris' : 'Europe/Madrid',
    location: places[version],
    lineUp: [
      { artist: singers[version], role: 'host', position: 1, startTime: null, endTime: null },
      { artist: singers[0], role: 'dj', position: version, startTime: null, endTime: null },
    ],
    cover: pictures[version],
    isFeatured: version === 1,
    links: links(version),
    announce: version === 0,
    announceAt: `2030-04-0${version + 1}T19:00:00.000Z`,
  }),
  'api::location.location': ({ pictures }, version) => ({
    capacity: 80 + version,
    slurl: `https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/${version}`,
    moodCategory: version ? 'cosmic_tech' : 'hybrid',
    theme: { primaryColor: `#10203${version}`, cssGradient: null, moodKeywords: [`mood ${version}`] },
    cover: pictures[version],
    gallery: version ? [pictures[1]] : [...pictures],
    sortOrder: version,
    isActive: true,
  }),
  'api::post.post': ({ pictures, categories, authors, tiers }, version) => ({
    date: `2025-05-0${version + 1}T19:00:00.000Z`,
    category: categories[version],
    author: authors[version],
    cover: pictures[version],
    minimumTier: tiers[version],
  }),
  'api::exclusive.exclusive': ({ pictures, tiers }, version) => ({
    media: version ? [pictures[1]] : [...pictures],
    minimumTier: tiers[version],
    cover: pictures[version],
  }),
  'api::staff-member.staff-member': ({ pictures }, version) => ({
    name: `Ida ${version}`,
    avatarName: `Ida Resident ${version}`,
    photo: pictures[version],
    sortOrder: version,
    isActive: true,
  }),
  'api::patreon-tier.patreon-tier': (_targets, version) => ({
    amountCents: 500 + version,
    currency: version ? 'USD' : 'EUR',
    patreonTierId: `tier-${version}`,
    sortOrder: version,
  }),
  'api::category.category': () => ({}),
  'api::ui-text.ui-text': (_targets, version) => ({ key: `nav.key-${version}` }),
} as const satisfies Record<string, Shared>;

export type SharedType = keyof typeof sharedValues;

/** The attribute that is translated and has to be there for a type to be published. */
export const translatedText: Record<SharedType, string> = {
  'api::artist.artist': 'bio',
  'api::event.event': 'title',
  'api::location.location': 'name',
  'api::post.post': 'title',
  'api::exclusive.exclusive': 'title',
  'api::staff-member.staff-member': 'roleTitle',
  'api::patreon-tier.patreon-tier': 'name',
  'api::category.category': 'name',
  'api::ui-text.ui-text': 'text',
};
