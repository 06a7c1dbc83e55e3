import { z } from 'zod';
import { pageQuery, searchText } from '../contract/query';
import { route } from '../contract/route';
import { searchAnswer, searchTypes } from '../contract/search';
import type { Club } from './club';

const perPage = 10;

export const searchRoutes = [
  route({
    path: '/search',
    tag: 'Search',
    summary: 'What is found in locations, artists, events, blog and staff, ten of each type a page',
    query: pageQuery.extend({
      q: searchText,
      type: z.enum(searchTypes, { error: `must be one of ${searchTypes.join(', ')}` }).optional(),
    }),
    answer: searchAnswer,
    handle: async ({ query: { q, type, page }, language }, club: Club) => {
      const groups = await club.readers.search(language, q, type ? [type] : searchTypes, {
        page,
        per_page: perPage,
      });
      const totals = groups.map(({ total }) => total);
      return {
        kind: 'page',
        data: groups,
        pagination: {
          page,
          per_page: perPage,
          total: totals.reduce((sum, total) => sum + total, 0),
          pages: Math.ceil(Math.max(0, ...totals) / perPage),
        },
      };
    },
  }),
];
