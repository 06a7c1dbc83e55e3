import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { json, page } from '../../../../http/results';
import { defineRoute, type Route } from '../../../../http/route';
import { languageQuery, one, paged, pagedQuery, paginationOf } from '../../../../http/schemas';
import type { Language } from '../../../../shared/server/languages';
import { eventTypes } from '../../../content/server/domain/event-constants';
import { dateOrTime, genreText, searchText, slugFilter } from '../contract/query';
import { fromNow, readSpan } from '../domain/span';
import { artistSchema } from '../domain/views/artist';
import { eventSchema, eventsNowSchema } from '../domain/views/event';
import { locationSchema } from '../domain/views/location';
import { categorySchema, postSummarySchema } from '../domain/views/post';
import { staffMemberSchema } from '../domain/views/staff-member';
import { gateService } from '../../../patreon/server/services';
import { readsOf } from '../services/reads';
import { artistRoute, eventRoute, eventsOfRoute, locationRoute, postRoute } from './by-slug';

/** `GET {path}`: all documents of a type, in one answer. */
export const listRoute = <Item>(
  path: string,
  description: { tag: string; summary: string },
  item: z.ZodType<Item>,
  list: (language: Language) => Promise<Item[]>,
): Route => {
  const response: z.ZodType<{ data: Item[] }> = one(z.array(item));
  return defineRoute({
    method: 'GET',
    path,
    ...description,
    access: 'public',
    query: languageQuery,
    responses: { 200: response },
    handle: async ({ language }) => json(await list(language)),
  });
};

export function locationRoutes(strapi: Core.Strapi) {
  const { locations } = readsOf(strapi);
  const tag = 'Locations';
  const summary = 'The active locations, by order, then name';
  return [
    listRoute('/locations', { tag, summary }, locationSchema, (language) => locations.list(language)),
    locationRoute(strapi),
    eventsOfRoute(strapi, 'locations', locations.exists),
  ];
}

export function artistRoutes(strapi: Core.Strapi) {
  const { artists } = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/artists',
      tag: 'Artists',
      summary: 'The artists, by name',
      access: 'public',
      query: pagedQuery.extend({ q: searchText.optional(), genre: genreText.optional() }),
      responses: { 200: paged(artistSchema) },
      handle: async ({ query, language }) => {
        const { data, total } = await artists.page(language, query, query);
        return page(data, paginationOf(query, total));
      },
    }),
    artistRoute(strapi),
    eventsOfRoute(strapi, 'artists', artists.exists),
  ];
}

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
  const tag = 'Events';
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
    eventRoute(strapi),
  ];
}

export function blogRoutes(strapi: Core.Strapi) {
  const { posts, categories } = readsOf(strapi);
  const tag = 'Blog';
  return [
    defineRoute({
      method: 'GET',
      path: '/blog',
      tag,
      summary: 'The posts, newest first',
      access: 'public-or-member',
      query: pagedQuery.extend({ category: slugFilter.optional(), q: searchText.optional() }),
      responses: { 200: paged(postSummarySchema) },
      handle: async ({ query, language, member }) => {
        const viewer = gateService(strapi).viewer(member);
        const { data, total } = await posts.page(language, query, query, viewer);
        return page(data, paginationOf(query, total));
      },
    }),
    listRoute(
      '/blog/categories',
      { tag, summary: 'The categories, by name' },
      categorySchema,
      categories.list,
    ),
    postRoute(strapi),
  ];
}

export function peopleRoutes(strapi: Core.Strapi) {
  const { staff } = readsOf(strapi);
  return [
    listRoute(
      '/staff',
      { tag: 'Staff', summary: 'Who runs the club, by order, then name' },
      staffMemberSchema,
      staff.list,
    ),
  ];
}
