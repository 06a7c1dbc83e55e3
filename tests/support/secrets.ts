import type { Core } from '@strapi/strapi';
import { published, writerOf } from './write';

/** Words that stand where readers must never see, each in one place. */
export const secrets = {
  hiddenPlace: 'Zephyrhall',
  draftPlace: 'Quillhall',
  unpublishedPlace: 'Umberhall',
  hiddenStaff: 'Morganite',
  draftArtist: 'Tourmaline',
  draftTitle: 'Obsidian Draft',
  draftItalian: 'Ossidiana bozza',
  draftEvent: 'Carnelian Evening',
  gatedBody: 'Amaranthine words',
  gatedItalian: 'Parole amarantine',
  draftBody: 'Vermilion words',
  exclusiveTitle: 'Heliotrope Hour',
  exclusiveBody: 'Cinnabar words',
  exclusiveDraft: 'Saffron words',
} as const;

/**
 * A small club in which everything that readers must not see stands close to what they may: an event in a place that is
 * switched off, a published event with a draft that says more, a post behind a tier in two languages (whose tier has no
 * Italian name), one picture on all of them.
 */
export async function createSecrets(strapi: Core.Strapi): Promise<Record<string, string>> {
  const { create, update, picture } = writerOf(strapi);
  const cover = await picture('p.webp');

  const place = (slug: string, name: string, more = {}) => ({
    slug,
    name,
    moodCategory: 'hybrid',
    cover,
    ...more,
  });
  const open = await create(
    'api::location.location',
    place('open', 'Open Hall', { sortOrder: 2 }),
    published,
  );
  const hidden = await create(
    'api::location.location',
    place('hidden', secrets.hiddenPlace, { isActive: false, sortOrder: 1, tagline: secrets.hiddenPlace }),
    published,
  );
  await create('api::location.location', place('draft', secrets.draftPlace));
  const gone = await create('api::location.location', place('gone', secrets.unpublishedPlace), published);

  const singer = await create(
    'api::artist.artist',
    { slug: 'singer', name: 'Singer', photo: cover },
    published,
  );
  const unknown = await create('api::artist.artist', { slug: 'unknown', name: secrets.draftArtist });

  const event = (slug: string, title: string, location: string | null, more = {}) => ({
    slug,
    title,
    cover,
    startTime: '2030-01-01T20:00:00.000Z',
    endTime: '2030-01-01T22:00:00.000Z',
    timezone: 'Europe/Rome',
    location,
    lineUp: [
      { artist: singer, role: 'headliner' },
      { artist: unknown, role: 'guest' },
    ],
    ...more,
  });
  const shown = await create('api::event.event', event('shown', 'Shown', open), published);
  await update('api::event.event', shown, { title: 'Mostrato' }, { locale: 'it', ...published });
  await update('api::event.event', shown, { title: secrets.draftTitle }, { locale: 'en' });
  await update('api::event.event', shown, { title: secrets.draftItalian }, { locale: 'it' });
  await create('api::event.event', event('elsewhere', 'Elsewhere', hidden), published);
  await create('api::event.event', event('nowhere', 'Nowhere', null), published);
  await create('api::event.event', event('uprooted', 'Uprooted', gone), published);
  await create('api::event.event', event('unannounced', secrets.draftEvent, open));
  await strapi.documents('api::location.location').unpublish({ documentId: gone, locale: '*' });

  const category = await create('api::category.category', { slug: 'news', name: 'News' });
  const author = await create('api::staff-member.staff-member', {
    slug: 'hidden',
    name: secrets.hiddenStaff,
    isActive: false,
  });
  const writer = await create('api::staff-member.staff-member', {
    slug: 'writer',
    name: 'Writer',
    photo: cover,
  });
  const tier = await create('api::patreon-tier.patreon-tier', {
    slug: 'dreamer',
    name: 'Dreamer',
    amountCents: 300,
    currency: 'EUR',
  });
  const post = (slug: string, body: string, more = {}) => ({
    slug,
    title: `Post ${slug}`,
    excerpt: 'Short',
    body,
    category,
    cover,
    ...more,
  });
  const openPost = await create('api::post.post', post('open', 'Open words', { author: writer }), published);
  await update('api::post.post', openPost, { body: secrets.draftBody }, { locale: 'en' });
  await create('api::post.post', post('by-hidden', 'More words', { author }), published);
  const gated = await create(
    'api::post.post',
    post('gated', secrets.gatedBody, { minimumTier: tier }),
    published,
  );
  await update(
    'api::post.post',
    gated,
    { title: 'Articolo', body: secrets.gatedItalian },
    { locale: 'it', ...published },
  );

  const exclusive = await create(
    'api::exclusive.exclusive',
    {
      slug: 'hour',
      title: secrets.exclusiveTitle,
      teaser: 'Tease',
      body: secrets.exclusiveBody,
      media: [cover],
      cover,
    },
    published,
  );
  await update('api::exclusive.exclusive', exclusive, { body: secrets.exclusiveDraft }, { locale: 'en' });

  return { open, hidden, gone, shown, openPost, gated, exclusive, singer, tier };
}
