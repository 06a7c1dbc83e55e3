import type { Core } from '@strapi/strapi';

export const hour = 60 * 60 * 1000;

/**
 * A club small enough to know by heart. All that the public must never see says SECRET.
 * @param now what `on stage`, `tonight` and `yesterday` refer to
 */
export async function fillSmallClub(strapi: Core.Strapi, now: Date): Promise<void> {
  const at = (hours: number) => new Date(now.getTime() + hours * hour).toISOString();
  const locations = strapi.documents('api::location.location');
  const artists = strapi.documents('api::artist.artist');
  const events = strapi.documents('api::event.event');
  const posts = strapi.documents('api::post.post');

  const cave = await locations.create({
    locale: 'en',
    data: {
      slug: 'main-cave',
      name: 'The Main Cave',
      tagline: 'Where it echoes',
      description: 'A cave of **light**',
      moodCategory: 'cosmic_tech',
      isActive: true,
      sortOrder: 2,
      capacity: 80,
      slurl: 'https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
      theme: { primaryColor: '#102030', moodKeywords: ['deep', 'blue'] },
    },
  });
  await locations.update({
    documentId: cave.documentId,
    locale: 'it',
    data: { name: 'La grotta grande', tagline: '' },
  });
  await locations.publish({ documentId: cave.documentId, locale: '*' });
  await locations.update({
    documentId: cave.documentId,
    locale: 'en',
    data: { tagline: 'SECRET draft of a tagline' },
  });
  const garden = await locations.create({
    locale: 'en',
    status: 'published',
    data: { slug: 'sky-garden', name: 'Éden du ciel', moodCategory: 'hybrid', isActive: true, sortOrder: 1 },
  });
  const closed = await locations.create({
    locale: 'en',
    status: 'published',
    data: { slug: 'secret-cellar', name: 'SECRET cellar', moodCategory: 'hybrid', isActive: false },
  });
  await locations.create({
    locale: 'en',
    data: { slug: 'secret-plan', name: 'SECRET plan', moodCategory: 'hybrid', isActive: true },
  });

  const elodie = await artists.create({
    locale: 'en',
    status: 'published',
    data: {
      slug: 'elodie',
      name: 'Élodie Vesper',
      genres: ['Soul', 'Trip hop'],
      shortBio: 'Sings at night',
      links: [{ kind: 'website', url: 'https://example.com/elodie' }],
    },
  });
  const zed = await artists.create({
    locale: 'en',
    status: 'published',
    data: { slug: 'zed', name: 'Zed', genres: ['Hop'] },
  });
  const hidden = await artists.create({
    locale: 'en',
    data: { slug: 'secret-artist', name: 'SECRET artist' },
  });

  const event = async (
    slug: string,
    start: number,
    end: number,
    more: object = {},
    publish = true,
  ): Promise<string> => {
    const { documentId } = await events.create({
      locale: 'en',
      data: {
        slug,
        title: `Event ${slug}`,
        startTime: at(start),
        endTime: at(end),
        timezone: 'Europe/Rome',
        eventType: 'live_music',
        eventStatus: 'scheduled',
        ...more,
      },
    });
    if (publish) await events.publish({ documentId, locale: 'en' });
    return documentId;
  };
  const onStage = await event('on-stage', -1, 1, {
    description: 'Crème brûlée & songs',
    location: cave.documentId,
    isFeatured: true,
    lineUp: [
      { artist: zed.documentId, role: 'dj', position: 2 },
      { artist: elodie.documentId, role: 'headliner', position: 1, startTime: at(-1), endTime: at(0) },
      { artist: hidden.documentId, role: 'guest', position: 3 },
    ],
    links: [{ kind: 'tickets', label: 'Door', url: 'https://example.com/door' }],
  });
  await events.update({ documentId: onStage, locale: 'it', data: { title: 'Sul palco' } });
  await events.publish({ documentId: onStage, locale: 'it' });
  await event('tonight', 5, 7, { location: garden.documentId, eventType: 'dj_set' });
  await event('tomorrow', 24, 26, { location: cave.documentId, eventStatus: 'cancelled' });
  await event('yesterday', -26, -24, { location: cave.documentId, lineUp: [{ artist: elodie.documentId }] });
  await event('in-the-cellar', 30, 31, { location: closed.documentId });
  await event('secret-event', 3, 4, { title: 'SECRET event', location: cave.documentId }, false);

  await fillBlog(strapi, { posts, at });
}

async function fillBlog(
  strapi: Core.Strapi,
  {
    posts,
    at,
  }: { posts: ReturnType<typeof strapi.documents<'api::post.post'>>; at: (hours: number) => string },
): Promise<void> {
  const tiers = strapi.documents('api::patreon-tier.patreon-tier');
  const news = await strapi
    .documents('api::category.category')
    .create({ locale: 'en', data: { slug: 'news', name: 'News' } });
  const staff = strapi.documents('api::staff-member.staff-member');
  const host = await staff.create({
    locale: 'en',
    data: { slug: 'oriane', name: 'Oriane', roleTitle: 'Host', isActive: true, sortOrder: 1 },
  });
  await staff.update({
    documentId: host.documentId,
    locale: 'fr',
    data: { name: 'Oriane', roleTitle: 'Hôtesse' },
  });
  const former = await staff.create({
    locale: 'en',
    data: { slug: 'secret-member', name: 'SECRET member', roleTitle: 'Former', isActive: false },
  });
  const gold = await tiers.create({
    locale: 'en',
    data: {
      slug: 'gold',
      name: 'Gold',
      amountCents: 1500,
      currency: 'EUR',
      benefits: ['All', 'More'],
      patreonTierId: '42',
    },
  });
  await tiers.create({
    locale: 'en',
    data: { slug: 'bronze', name: 'Bronze', amountCents: 300, currency: 'EUR' },
  });

  const open = {
    slug: 'open-post',
    title: 'Open',
    excerpt: 'To all',
    body: 'Everybody may read',
    date: at(-48),
  };
  await posts.create({
    locale: 'en',
    status: 'published',
    data: { ...open, category: news.documentId, author: host.documentId },
  });
  await posts.create({
    locale: 'en',
    status: 'published',
    data: {
      slug: 'gated-post',
      title: 'Gated',
      excerpt: 'A teaser',
      body: 'SECRET body',
      date: at(-24),
      minimumTier: gold.documentId,
      author: former.documentId,
    },
  });
  await posts.create({ locale: 'en', data: { slug: 'secret-post', title: 'SECRET post', body: 'SECRET' } });
  await strapi.documents('api::exclusive.exclusive').create({
    locale: 'en',
    status: 'published',
    data: { slug: 'exclusive', title: 'SECRET exclusive', body: 'SECRET', minimumTier: gold.documentId },
  });

  const texts = strapi.documents('api::ui-text.ui-text');
  const home = await texts.create({ locale: 'en', data: { key: 'nav.home', text: 'Home' } });
  await texts.update({
    documentId: home.documentId,
    locale: 'it',
    data: { key: 'nav.home', text: 'Inizio' },
  });
  await texts.create({ locale: 'en', data: { key: 'nav.events', text: 'Events' } });
}
