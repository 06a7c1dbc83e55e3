import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { json, page } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery, limitQuery, one, paged, pagedQuery, paginationOf } from '../../../../http/schemas';
import { eventTypes } from '../../../content/server/domain/event-constants';
import { eventSchema, eventsNowSchema } from '../contract/content';
import { dateOrTime, searchText, slugFilter, slugParams } from '../contract/query';
import { fromNow, readSpan } from '../domain/span';
import { readsOf } from '../services/reads';
import type { EventFilter } from '../services/readers/events';
import { addressed, documentRoute, movedOrMissing } from './by-slug';

const tag = 'Events';

const eventsQuery = pagedQuery.extend({
  from: dateOrTime.optional().describe('Events that end after it; without it, from now on'),
  to: dateOrTime.optional().describe('Events that begin before it; a date counts to its end'),
  location: slugFilter.optional(),
  artist: slugFilter.optional(),
  type: z.enum(eventTypes, { error: `must be one of ${eventTypes.join(', ')}` }).optional(),
  q: searchText.optional(),
  order: z.enum(['asc', 'desc'], { error: 'must be asc or desc' }).default('asc').describe('By start'),
});

export function eventRoutes(strapi: Core.Strapi) {
  const { events, site } = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/events',
      tag,
      summary: 'The events that overlap a span of time, by start',
      access: 'public',
      query: eventsQuery,
      responses: { 200: paged(eventSchema) },
      handle: async ({ query, language, now }) => {
        const { from = fromNow(now), to } = readSpan(query, site.timeZone);
        if (to && to <= from)
          throw new HttpError(400, 'Invalid request', { issues: { to: ['must be after from'] } });
        const { data, total } = await events.page(language, { ...query, from, to }, query);
        return page(data, paginationOf(query, total));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/events/now',
      tag,
      summary: 'What is on stage at this moment, and what begins next',
      access: 'public',
      query: languageQuery,
      responses: { 200: one(eventsNowSchema) },
      handle: async ({ language, now }) => json(await events.now(language, now)),
    }),
    documentRoute(strapi, 'events', {
      tag,
      summary: 'One event',
      schema: eventSchema,
      read: (slug, language) => events.bySlug(slug, language),
    }),
  ];
}

/** `GET /{folder}/:slug/events`: the events of one location or artist. */
export function eventsOfRoute(
  strapi: Core.Strapi,
  folder: 'locations' | 'artists',
  { tag, summary, filter }: { tag: string; summary: string; filter: (slug: string) => EventFilter },
) {
  const { events, [folder]: subjects } = readsOf(strapi);
  return defineRoute({
    method: 'GET',
    path: `/${folder}/:slug/events`,
    tag,
    summary,
    access: 'public',
    params: slugParams(addressed[folder].called),
    query: limitQuery,
    responses: { 200: one(z.array(eventSchema)) },
    handle: async ({ params: { slug }, query: { limit }, language, now }) => {
      const [exists, { data }] = await Promise.all([
        subjects.exists(slug),
        events.page(language, { from: fromNow(now), ...filter(slug) }, { page: 1, per_page: limit }),
      ]);
      return exists ? json(data) : movedOrMissing(strapi, folder, slug, '/events');
    },
  });
}
