import { z } from 'zod';
import { one } from '../contract/answer';
import { languageQuery } from '../contract/language';
import { limitQuery, slugParams } from '../contract/query';
import { route } from '../contract/route';
import { eventView, locationView } from '../contract/views';
import { fromNow } from '../domain/span';
import type { Club } from './club';
import { found, movedOrMissing } from './found';

const tag = 'Locations';
const uid = 'api::location.location';
const called = 'Location';

export const locationRoutes = [
  route({
    path: '/locations',
    tag,
    summary: 'The active locations, by order, then name',
    query: languageQuery,
    answer: one(z.array(locationView)),
    handle: async ({ language }, club: Club) => ({
      kind: 'json',
      data: await club.readers.locations.list(language),
    }),
  }),
  route({
    path: '/locations/:slug',
    tag,
    summary: 'One location',
    params: slugParams(called),
    query: languageQuery,
    answer: one(locationView),
    handle: async ({ params: { slug }, language }, club: Club) =>
      found(
        club,
        { uid, called, slug, path: (today) => `/locations/${today}` },
        await club.readers.locations.bySlug(slug, language),
      ),
  }),
  route({
    path: '/locations/:slug/events',
    tag,
    summary: 'What is on at a location from now on, soonest first',
    params: slugParams(called),
    query: limitQuery,
    answer: one(z.array(eventView)),
    handle: async ({ params: { slug }, query: { limit }, language, now }, club: Club) => {
      const [exists, { data }] = await Promise.all([
        club.readers.locations.exists(slug),
        club.readers.events.page(
          language,
          { from: fromNow(now), location: slug },
          { page: 1, per_page: limit },
        ),
      ]);
      if (exists) return { kind: 'json', data };
      return movedOrMissing(club, { uid, called, slug, path: (today) => `/locations/${today}/events` });
    },
  }),
];
