import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { text, type Result } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery } from '../../../../http/schemas';
import { calendarRetentionDays } from '../../../content/server/domain/event-constants';
import type { EventView } from '../contract/content';
import { slugParams } from '../contract/query';
import { calendarOf } from '../domain/feeds/calendar';
import { feedFormats, feedTypes, renderFeed, type FeedItem } from '../domain/feeds/feed';
import { eventItem, postItem } from '../domain/feeds/items';
import { words } from '../domain/feeds/words';
import { fromNow } from '../domain/span';
import type { EventFilter } from '../services/readers/events';
import { readsOf } from '../services/reads';
import type { Site } from '../services/site';
import { addressed, movedOrMissing } from './by-slug';

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
 * What a calendar of many events spans: those that ended in the `calendarRetentionDays` before `now`, so that they do not vanish from
 * subscribers' calendars the morning after, and all to come. At most 1000, soonest first: where there are more, the
 * furthest off are left out until their time comes nearer.
 */
const calendarSpan = (now: Date): EventFilter => ({
  from: new Date(fromNow(now).getTime() - calendarRetentionDays * day),
});
const calendarPage = { page: 1, per_page: 1000 };

function calendar(
  site: Site,
  events: readonly EventView[],
  { about, ...extras }: { about?: string | null | undefined; fileName: string; lastModified?: string },
): Result<never> {
  const { clubName, timeZone, eventUrl } = site;
  const name = about ? `${clubName}: ${about}` : clubName;
  return text(calendarOf(events, { name, timeZone, eventUrl }), extras);
}

/** The calendar of one location or artist. */
function calendarRoute(
  strapi: Core.Strapi,
  folder: 'locations' | 'artists',
  { summary, filter }: { summary: string; filter: (slug: string) => EventFilter },
) {
  const { events, site, [folder]: subjects } = readsOf(strapi);
  return defineRoute({
    method: 'GET',
    path: `/${folder}/:slug/events.ics`,
    tag,
    summary,
    access: 'public',
    params: slugParams(addressed[folder].called),
    query: languageQuery,
    responses: { 200: calendarType },
    handle: async ({ params: { slug }, language, now }) => {
      const [about, { data }] = await Promise.all([
        subjects.bySlug(slug, language),
        events.page(language, { ...calendarSpan(now), ...filter(slug) }, calendarPage),
      ]);
      return about
        ? calendar(site, data, { about: about.name, fileName: `${about.slug}.ics` })
        : movedOrMissing(strapi, folder, slug, '/events.ics');
    },
  });
}

function feed(
  site: Site,
  kind: 'blog' | 'events',
  { format, language, items }: FeedQuery & { language: keyof typeof words; items: readonly FeedItem[] },
): Result<never> {
  const channel = {
    kind,
    title: `${site.clubName}: ${words[language][kind]}`,
    language,
    clubName: site.clubName,
    link: `${site.url}/${kind}`,
    self: `${site.apiUrl}/${kind}/feed.xml?lang=${language}&format=${format}`,
  };
  return text(renderFeed(format, channel, items), { type: feedTypes[format], fileName: `${kind}.xml` });
}

export function feedRoutes(strapi: Core.Strapi) {
  const { events, posts, site } = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/events.ics',
      tag,
      summary: `The events as iCalendar: of the last ${calendarRetentionDays} days and to come, at most 1000, soonest first`,
      access: 'public',
      query: languageQuery,
      responses: { 200: calendarType },
      handle: async ({ language, now }) => {
        const { data } = await events.page(language, calendarSpan(now), calendarPage);
        return calendar(site, data, { fileName: 'events.ics' });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/events/:slug.ics',
      tag,
      summary: 'One event as iCalendar',
      access: 'public',
      params: slugParams(addressed.events.called),
      query: languageQuery,
      responses: { 200: calendarType },
      handle: async ({ params: { slug }, language }) => {
        const event = await events.bySlug(slug, language);
        if (!event) return movedOrMissing(strapi, 'events', slug, '.ics');
        return calendar(site, [event], {
          about: event.title,
          fileName: `${event.slug}.ics`,
          lastModified: event.updated_at,
        });
      },
    }),
    calendarRoute(strapi, 'locations', {
      filter: (location) => ({ location }),
      summary: `The events at a location as iCalendar: of the last ${calendarRetentionDays} days and to come, at most 1000`,
    }),
    calendarRoute(strapi, 'artists', {
      filter: (artist) => ({ artist }),
      summary: `The events of an artist as iCalendar: of the last ${calendarRetentionDays} days and to come, at most 1000`,
    }),
    defineRoute({
      method: 'GET',
      path: '/events/feed.xml',
      tag,
      summary: 'What is on stage and the next events, 50 in all, soonest first, as RSS or Atom',
      access: 'public',
      query: feedQuery,
      responses: { 200: feedTypes.rss },
      handle: async ({ query, language, now }) => {
        const { data } = await events.page(language, { from: fromNow(now) }, { page: 1, per_page: 50 });
        const items = data.map((event) => eventItem(event, site.eventUrl(event.slug)));
        return feed(site, 'events', { ...query, language, items });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/blog/feed.xml',
      tag,
      summary: 'The 30 newest posts with their excerpts, as RSS or Atom',
      access: 'public',
      query: feedQuery,
      responses: { 200: feedTypes.rss },
      handle: async ({ query, language }) => {
        const { data } = await posts.page(language, {}, { page: 1, per_page: 30 });
        const items = data.map((post) => postItem(post, site.postUrl(post.slug)));
        return feed(site, 'blog', { ...query, language, items });
      },
    }),
  ];
}
