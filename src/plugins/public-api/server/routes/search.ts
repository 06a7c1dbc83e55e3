import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { page as pageOf } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { pageQuery } from '../../../../http/schemas';
import { searchText } from '../contract/query';
import { searchResponse, searchTypes } from '../domain/views/search-hit';
import { readsOf } from '../services/reads';

const perPage = 10;

export function searchRoutes(strapi: Core.Strapi) {
  const reads = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/search',
      tag: 'Search',
      summary: 'What is found in locations, artists, events, blog and staff, ten of each type a page',
      access: 'public',
      query: pageQuery.extend({
        q: searchText,
        type: z.enum(searchTypes, { error: `must be one of ${searchTypes.join(', ')}` }).optional(),
      }),
      responses: { 200: searchResponse },
      rateLimit: { points: 120, seconds: 60 },
      handle: async ({ query: { q, type, page }, language }) => {
        const groups = await reads.search(language, q, type ? [type] : searchTypes, {
          page,
          per_page: perPage,
        });
        const totals = groups.map(({ total }) => total);
        return pageOf(groups, {
          page,
          per_page: perPage,
          total: totals.reduce((sum, total) => sum + total, 0),
          pages: Math.ceil(Math.max(0, ...totals) / perPage),
        });
      },
    }),
  ];
}
