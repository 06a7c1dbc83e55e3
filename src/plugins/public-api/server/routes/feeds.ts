import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { text, type Result } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery } from '../../../../http/schemas';
import type { Language } from '../../../../shared/server/languages';
import { calendarRetentionDays } from '../../../content/server/domain/event-constants';
import { gateService } from '../../../patreon/server/services';
import { calendarOf } from '../domain/feeds/calendar';
import { feedFormats, feedTypes, renderFeed, type FeedItem } from '../domain/feeds/feed';
import { eventItem, postItem } from '../domain/feeds/items';
import { words } from '../domain/feeds/words';
import { fromNow } from '../domain/span';
import type { EventView } from '../domain/views/event';
import { readsOf, type Site } from '../services/reads';
import { filterBy, movedOrMissing, paramsOf } from './by-slug';

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
 * The span of a calendar of many events: all to come, and those that ended within `calendarRetentionDays`, so that they do not
 * vanish from subscribers' calendars the next morning. At most 1000, soonest first.
 */
const calendarSpan = (now: Date) => ({
  from: new Date(fromNow(now).getTime() - calendarRetentionDays * day),
});
const calendarPage = { page: 1, per_page: 1000 };
const extent = `of the last ${calendarRetentionDays} days and to come, at most ${calendarPage.per_page}`;

function calendar(
  site: Site,
  events: readonly EventView[],
  { about, ...extras }: { about?: string | null | undefined; fileName: string; lastModified?: string },
): Result<never, 200> {
  const { clubName, timeZone, eventUrl } = site;
  const name = about ? `${clubName}: ${about}` : clubName;
  return text(calendarOf(events, { name, timeZone, eventUrl }), extras);
}

function calendarRoute(
  strapi: Core.Strapi,
  folder: keyof typeof filterBy,
  summary: string,
  bySlug: (slug: string, language: Language) => Promise<{ name: string | null; slug: string } | undefined>,
) {
  const { events, site } = readsOf(strapi);
  return defineRoute({
    method: 'GET',
    path: `/${folder}/:slug/events.ics`,
    tag,
    summary,
    access: 'public',
    params: paramsOf(folder),
    query: languageQuery,
    responses: { 200: calendarType, 301: null },
    handle: async ({ params: { slug }, language, now }) => {
      const [about, { data }] = await Promise.all([
        bySlug(slug, language),
        events.page(language, { ...calendarSpan(now), [filterBy[folder]]: slug }, calendarPage),
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
): Result<never, 200> {
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
  const { artists, events, locations, posts, site } = readsOf(strapi);
  const stranger = gateService(strapi).viewer(null);
  return [
    defineRoute({
      method: 'GET',
      path: '/events.ics',
      tag,
      summary: `The events as iCalendar: ${extent}, soonest first`,
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
      params: paramsOf('events'),
      query: languageQuery,
      responses: { 200: calendarType, 301: null },
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
    calendarRoute(strapi, 'locations', `The events at a location as iCalendar: ${extent}`, (slug, language) =>
      locations.bySlug(slug, language),
    ),
    calendarRoute(strapi, 'artists', `The events of an artist as iCalendar: ${extent}`, (slug, language) =>
      artists.bySlug(slug, language),
    ),
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
        const { data } = await posts.page(language, {}, { page: 1, per_page: 30 }, stranger);
        const items = data.map((post) => postItem(post, site.postUrl(post.slug)));
        return feed(site, 'blog', { ...query, language, items });
      },
    }),
  ];
}
