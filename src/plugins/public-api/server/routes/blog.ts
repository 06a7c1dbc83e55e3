import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { json, page } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery, one, paged, pagedQuery, paginationOf } from '../../../../http/schemas';
import { categorySchema, postSchema, postSummarySchema } from '../contract/blog';
import { searchText, slugFilter } from '../contract/query';
import { readsOf } from '../services/reads';
import { documentRoute } from './by-slug';

const tag = 'Blog';

export function blogRoutes(strapi: Core.Strapi) {
  const { posts } = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/blog',
      tag,
      summary: 'The posts, newest first',
      access: 'public',
      query: pagedQuery.extend({ category: slugFilter.optional(), q: searchText.optional() }),
      responses: { 200: paged(postSummarySchema) },
      handle: async ({ query, language }) => {
        const { data, total } = await posts.page(language, query, query);
        return page(data, paginationOf(query, total));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/blog/categories',
      tag,
      summary: 'The categories, by name',
      access: 'public',
      query: languageQuery,
      responses: { 200: one(z.array(categorySchema)) },
      handle: async ({ language }) => json(await posts.categories(language)),
    }),
    documentRoute(strapi, 'blog', {
      tag,
      summary: 'One post; a gated one shows its teaser',
      schema: postSchema,
      read: (slug, language) => posts.bySlug(slug, language),
    }),
  ];
}
