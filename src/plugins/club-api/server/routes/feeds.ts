import { z } from 'zod';
import { toldDays } from '../../../content/server/domain/told-days';
import { languageQuery } from '../contract/language';
import { slugParams } from '../contract/query';
import { route, type Reply, type Route } from '../contract/route';
import type { EventView } from '../contract/views';
import { calendarOf } from '../domain/feeds/calendar';
import { feedFormats, feedTypes, renderFeed, type FeedItem } from '../domain/feeds/feed';
import { eventItem, postItem } from '../domain/feeds/items';
import { fromNow } from '../domain/span';
import { words } from '../domain/feeds/words';
import type { EventFilter } from '../services/readers/events';
import type { Club } from './club';
import { movedOrMissing } from './found';

const tag = 'Feeds';
const day = 24 * 60 * 60 * 1000;
const calendarType = 'text/calendar; charset=utf-8';

const feedQuery = languageQuery.extend({
  format: z
    .enum(feedFormats, { error: `must be one of ${feedFormats.join(', ')}` })
    .default('rss')
    .describe('RSS 2.0, or Atom 1.0 (application/atom+xml)'),
});
type FeedQuery = z.output<typeof feedQuery>;

/**
 * What a calendar of many events spans: those that ended in the `toldDays` before `now`, so that they do not vanish from
 * subscribers' calendars the morning after, and all to come. At most 1000, soonest first: where there are more, the
 * furthest off are left out until their time comes nearer.
 */
const calendarSpan = (now: Date): EventFilter => ({
  from: new Date(fromNow(now).getTime() - toldDays * day),
});
const calendarPage = { page: 1, per_page: 1000 };

function calendarReply(
  { site }: Club,
  events: readonly EventView[],
  { about, fileName }: { about?: string | null | undefined; fileName: string },
): Reply<never> & { kind: 'text' } {
  const name = about ? `${site.clubName}: ${about}` : site.clubName;
  const { timeZone, eventUrl } = site;
  return { kind: 'text', body: calendarOf(events, { name, timeZone, eventUrl }), fileName };
}

interface EventsOf {
  uid: 'api::location.location' | 'api::artist.artist';
  called: string;
  folder: 'locations' | 'artists';
  filter: (slug: string) => EventFilter;
  summary: string;
}

/** The calendar of one location or artist. */
const calendarRoute = ({ uid, called, folder, filter, summary }: EventsOf): Route<Club> =>
  route({
    path: `/${folder}/:slug/events.ics`,
    tag,
    summary,
    params: slugParams(called),
    query: languageQuery,
    answer: calendarType,
    handle: async ({ params: { slug }, language, now }, club: Club) => {
      const [about, { data }] = await Promise.all([
        club.readers[folder].bySlug(slug, language),
        club.readers.events.page(language, { ...calendarSpan(now), ...filter(slug) }, calendarPage),
      ]);
      if (about) return calendarReply(club, data, { about: about.name, fileName: `${about.slug}.ics` });
      return movedOrMissing(club, { uid, called, slug, path: (today) => `/${folder}/${today}/events.ics` });
    },
  });

function feedReply(
  { site }: Club,
  kind: 'blog' | 'events',
  { format, language, items }: FeedQuery & { language: keyof typeof words; items: readonly FeedItem[] },
): Reply<never> & { kind: 'text' } {
  const channel = {
    kind,
    title: `${site.clubName}: ${words[language][kind]}`,
    language,
    clubName: site.clubName,
    link: `${site.url}/${kind}`,
    self: `${site.apiUrl}/${kind}/feed.xml?lang=${language}&format=${format}`,
  };
  return {
    kind: 'text',
    type: feedTypes[format],
    body: renderFeed(format, channel, items),
    fileName: `${kind}.xml`,
  };
}

export const feedRoutes: Route<Club>[] = [
  route({
    path: '/events.ics',
    tag,
    summary: `The events as iCalendar: of the last ${toldDays} days and to come, at most 1000, soonest first`,
    query: languageQuery,
    answer: calendarType,
    handle: async ({ language, now }, club: Club) => {
      const { data } = await club.readers.events.page(language, calendarSpan(now), calendarPage);
      return calendarReply(club, data, { fileName: 'events.ics' });
    },
  }),
  route({
    path: '/events/:slug.ics',
    tag,
    summary: 'One event as iCalendar',
    params: slugParams('Event'),
    query: languageQuery,
    answer: calendarType,
    handle: async ({ params: { slug }, language }, club: Club) => {
      const event = await club.readers.events.bySlug(slug, language);
      if (!event) {
        const path = (today: string) => `/events/${today}.ics`;
        return movedOrMissing(club, { uid: 'api::event.event', called: 'Event', slug, path });
      }
      const reply = calendarReply(club, [event], { about: event.title, fileName: `${event.slug}.ics` });
      return { ...reply, lastModified: event.updated_at };
    },
  }),
  calendarRoute({
    uid: 'api::location.location',
    called: 'Location',
    folder: 'locations',
    filter: (location) => ({ location }),
    summary: `The events at a location as iCalendar: of the last ${toldDays} days and to come, at most 1000`,
  }),
  calendarRoute({
    uid: 'api::artist.artist',
    called: 'Artist',
    folder: 'artists',
    filter: (artist) => ({ artist }),
    summary: `The events of an artist as iCalendar: of the last ${toldDays} days and to come, at most 1000`,
  }),
  route({
    path: '/events/feed.xml',
    tag,
    summary: 'What is on stage and the next events, 50 in all, soonest first, as RSS or Atom',
    query: feedQuery,
    answer: feedTypes.rss,
    handle: async ({ query, language, now }, club: Club) => {
      const { data } = await club.readers.events.page(
        language,
        { from: fromNow(now) },
        { page: 1, per_page: 50 },
      );
      const items = data.map((event) => eventItem(event, club.site.eventUrl(event.slug)));
      return feedReply(club, 'events', { ...query, language, items });
    },
  }),
  route({
    path: '/blog/feed.xml',
    tag,
    summary: 'The 30 newest posts with their excerpts, as RSS or Atom',
    query: feedQuery,
    answer: feedTypes.rss,
    handle: async ({ query, language }, club: Club) => {
      const { data } = await club.readers.posts.page(language, {}, { page: 1, per_page: 30 });
      const items = data.map((post) => postItem(post, club.site.postUrl(post.slug)));
      return feedReply(club, 'blog', { ...query, language, items });
    },
  }),
];
