import type { UID } from '@strapi/strapi';

/** A document of which Italian rows are left when English is gone. */
export interface Subject {
  documentId: string;
  slug: string;
  /** What its English and Italian rows say, and no others. */
  words: { en: string; it: string };
}

export interface LeftType {
  uid: UID.ContentType;
  /** What REST and GraphQL call it. */
  plural: string;
  list: string;
  one: string;
  /** The attribute whose text is translated, and that every entry point shows. */
  text: string;
  /** What GraphQL is asked for beside it. */
  more?: string;
  /** What else English has. */
  shared: (words: Subject['words']) => object;
  /** What shows it as a part of itself. */
  host?: { uid: UID.ContentType; link: (documentId: string) => object; populate: string; graphql: string };
  /** Where `/api/v1` tells of it. */
  v1: (slug: string) => string[];
}

const dayMs = 24 * 60 * 60 * 1000;
const at = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
/** What an event has to have; upcoming, so that all lists have it. */
const tomorrow = () => ({ startTime: at(1), endTime: at(1.1), timezone: 'Europe/Rome' });
const yesterday = () => ({ date: at(-1) });

const inEvents = (link: (documentId: string) => object, populate: string, graphql: string) => ({
  uid: 'api::event.event' as const,
  link: (documentId: string) => ({ ...tomorrow(), ...link(documentId) }),
  populate: `/api/events?locale=it&pagination[pageSize]=100&${populate}`,
  graphql: `{ events(locale: "it", pagination: { limit: 100 }) { ${graphql} } }`,
});

/** Each type that has a page of its own in more than one language. */
export const leftTypes: Record<string, LeftType> = {
  location: {
    ...{ uid: 'api::location.location', plural: 'locations', list: 'locations', one: 'location' },
    text: 'name',
    shared: () => ({ moodCategory: 'hybrid', isActive: true }),
    host: inEvents((location) => ({ location }), 'populate=location', 'location { name }'),
    v1: (slug) => ['/locations', `/locations/${slug}`, '/events?per_page=100'],
  },
  artist: {
    ...{ uid: 'api::artist.artist', plural: 'artists', list: 'artists', one: 'artist' },
    text: 'shortBio',
    shared: ({ en }) => ({ name: en }),
    host: inEvents(
      (artist) => ({ lineUp: [{ artist, position: 1 }] }),
      'populate[lineUp][populate]=artist',
      'lineUp { artist { name shortBio } }',
    ),
    v1: (slug) => ['/artists?per_page=100', `/artists/${slug}`, '/events?per_page=100'],
  },
  event: {
    ...{ uid: 'api::event.event', plural: 'events', list: 'events', one: 'event' },
    text: 'title',
    // Before all that are made to show something, so that it is the next.
    shared: () => ({ ...tomorrow(), startTime: at(0.5) }),
    v1: (slug) => [
      ...['/events?per_page=100', `/events/${slug}`, '/events/now', '/events.ics', `/events/${slug}.ics`],
      '/events/feed.xml',
    ],
  },
  post: {
    ...{ uid: 'api::post.post', plural: 'posts', list: 'posts', one: 'post' },
    text: 'title',
    more: 'body',
    shared: yesterday,
    v1: (slug) => ['/blog', `/blog/${slug}`, '/blog/feed.xml'],
  },
  'staff member': {
    ...{ uid: 'api::staff-member.staff-member', plural: 'staff-members' },
    ...{ list: 'staffMembers', one: 'staffMember' },
    text: 'roleTitle',
    shared: ({ en }) => ({ name: en, isActive: true }),
    host: {
      uid: 'api::post.post',
      link: (author) => ({ ...yesterday(), author }),
      populate: '/api/posts?locale=it&pagination[pageSize]=100&populate=author',
      graphql: '{ posts(locale: "it", pagination: { limit: 100 }) { author { name roleTitle } } }',
    },
    v1: () => ['/staff', '/blog'],
  },
  exclusive: {
    ...{ uid: 'api::exclusive.exclusive', plural: 'exclusives', list: 'exclusives', one: 'exclusive' },
    text: 'title',
    more: 'body',
    shared: () => ({}),
    v1: () => [],
  },
};

/** Every place where a visitor may meet a subject: addresses, and questions of GraphQL. */
export function entryPointsTo(type: LeftType, { documentId, slug, words }: Subject) {
  const { plural, list, one, text, more = '', host, v1 } = type;
  const shown = `${text} ${more}`;
  const limit = 'pagination: { limit: 100 }';
  const containing = `filters: { ${text}: { contains: "${words.it}" } }`;
  const rest = [
    '?locale=it',
    '?locale=*&populate=*',
    '?locale=it&fallbackLocale=en',
    `?locale=it&_q=${words.it}`,
    `?locale=it&filters[${text}][$contains]=${words.it}`,
  ].map((query) => `/api/${plural}${query}&pagination[pageSize]=100`);
  return {
    rest: [...rest, `/api/${plural}/${documentId}?locale=it`, ...(host ? [host.populate] : [])],
    graphql: [
      `{ ${list}(locale: "it", ${limit}) { ${shown} } }`,
      `{ ${list}(locale: "*", ${limit}) { ${shown} } }`,
      `{ ${list}(locale: "it", ${containing}) { ${shown} } }`,
      `{ ${list}_connection(locale: "it", ${containing}) { nodes { ${shown} } pageInfo { total } } }`,
      `{ ${one}(documentId: "${documentId}", locale: "it") { ${shown} } }`,
      ...(host ? [host.graphql] : []),
    ],
    v1: [...v1(slug), ...(v1(slug).length > 0 ? [`/search?q=${words.it}`] : [])].map(
      (path) => `/api/v1${path}${path.includes('?') ? '&' : '?'}lang=it`,
    ),
  };
}
