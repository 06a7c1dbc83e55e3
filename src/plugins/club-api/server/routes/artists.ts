import { z } from 'zod';
import { one, paged } from '../contract/answer';
import { languageQuery } from '../contract/language';
import { genreText, limitQuery, pagedQuery, searchText, slugParams } from '../contract/query';
import { route } from '../contract/route';
import { artistView, eventView } from '../contract/views';
import { paginationOf } from '../domain/paging';
import { fromNow } from '../domain/span';
import type { Club } from './club';
import { found, movedOrMissing } from './found';

const tag = 'Artists';
const uid = 'api::artist.artist';
const called = 'Artist';

export const artistRoutes = [
  route({
    path: '/artists',
    tag,
    summary: 'The artists, by name',
    query: pagedQuery.extend({
      q: searchText.optional(),
      genre: genreText.optional(),
    }),
    answer: paged(artistView),
    handle: async ({ query, language }, club: Club) => {
      const { data, total } = await club.readers.artists.page(language, query, query);
      return { kind: 'page', data, pagination: paginationOf(query, total) };
    },
  }),
  route({
    path: '/artists/:slug',
    tag,
    summary: 'One artist',
    params: slugParams(called),
    query: languageQuery,
    answer: one(artistView),
    handle: async ({ params: { slug }, language }, club: Club) =>
      found(
        club,
        { uid, called, slug, path: (today) => `/artists/${today}` },
        await club.readers.artists.bySlug(slug, language),
      ),
  }),
  route({
    path: '/artists/:slug/events',
    tag,
    summary: 'Where an artist plays from now on, soonest first',
    params: slugParams(called),
    query: limitQuery,
    answer: one(z.array(eventView)),
    handle: async ({ params: { slug }, query: { limit }, language, now }, club: Club) => {
      const [exists, { data }] = await Promise.all([
        club.readers.artists.exists(slug),
        club.readers.events.page(
          language,
          { from: fromNow(now), artist: slug },
          { page: 1, per_page: limit },
        ),
      ]);
      if (exists) return { kind: 'json', data };
      return movedOrMissing(club, { uid, called, slug, path: (today) => `/artists/${today}/events` });
    },
  }),
];
