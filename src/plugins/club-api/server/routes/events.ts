import { z } from 'zod';
import { one, paged } from '../contract/answer';
import { languageQuery } from '../contract/language';
import { moment, pagedQuery, searchText, slugFilter, slugParams } from '../contract/query';
import { route } from '../contract/route';
import { eventsNow, eventTypes, eventView } from '../contract/views';
import { ApiError } from '../domain/api-error';
import { paginationOf } from '../domain/paging';
import { fromNow, readSpan } from '../domain/span';
import type { Club } from './club';
import { found } from './found';

const tag = 'Events';

const eventsQuery = pagedQuery.extend({
  from: moment.optional().describe('Events that end after it; without it, from now on'),
  to: moment.optional().describe('Events that begin before it; a date counts to its end'),
  location: slugFilter.optional(),
  artist: slugFilter.optional(),
  type: z.enum(eventTypes, { error: `must be one of ${eventTypes.join(', ')}` }).optional(),
  q: searchText.optional(),
  order: z.enum(['asc', 'desc'], { error: 'must be asc or desc' }).default('asc').describe('By start'),
});

export const eventRoutes = [
  route({
    path: '/events',
    tag,
    summary: 'The events that overlap a span of time, by start',
    query: eventsQuery,
    answer: paged(eventView),
    handle: async ({ query, language, now }, club: Club) => {
      const { from = fromNow(now), to } = readSpan(query, club.site.timeZone);
      if (to && to <= from) throw new ApiError(400, 'Invalid request', { to: ['must be after from'] });
      const { data, total } = await club.readers.events.page(language, { ...query, from, to }, query);
      return { kind: 'page', data, pagination: paginationOf(query, total) };
    },
  }),
  route({
    path: '/events/now',
    tag,
    summary: 'What is on stage at this moment, and what begins next',
    query: languageQuery,
    answer: one(eventsNow),
    handle: async ({ language, now }, club: Club) => ({
      kind: 'json',
      data: await club.readers.events.now(language, now),
    }),
  }),
  route({
    path: '/events/:slug',
    tag,
    summary: 'One event',
    params: slugParams('Event'),
    query: languageQuery,
    answer: one(eventView),
    handle: async ({ params: { slug }, language }, club: Club) =>
      found(
        club,
        { uid: 'api::event.event', called: 'Event', slug, path: (today) => `/events/${today}` },
        await club.readers.events.bySlug(slug, language),
      ),
  }),
];
