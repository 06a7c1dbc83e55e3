import { z } from 'zod';
import { one, paged } from '../contract/answer';
import { categoryView, postSummary, postView } from '../contract/blog';
import { languageQuery } from '../contract/language';
import { pagedQuery, searchText, slugFilter, slugParams } from '../contract/query';
import { route } from '../contract/route';
import { paginationOf } from '../domain/paging';
import type { Club } from './club';
import { found } from './found';

const tag = 'Blog';

export const blogRoutes = [
  route({
    path: '/blog',
    tag,
    summary: 'The posts, newest first',
    query: pagedQuery.extend({ category: slugFilter.optional(), q: searchText.optional() }),
    answer: paged(postSummary),
    handle: async ({ query, language }, club: Club) => {
      const { data, total } = await club.readers.posts.page(language, query, query);
      return { kind: 'page', data, pagination: paginationOf(query, total) };
    },
  }),
  route({
    path: '/blog/categories',
    tag,
    summary: 'The categories, by name',
    query: languageQuery,
    answer: one(z.array(categoryView)),
    handle: async ({ language }, club: Club) => ({
      kind: 'json',
      data: await club.readers.posts.categories(language),
    }),
  }),
  route({
    path: '/blog/:slug',
    tag,
    summary: 'One post; a gated one shows its teaser',
    params: slugParams('Post'),
    query: languageQuery,
    answer: one(postView),
    handle: async ({ params: { slug }, language }, club: Club) =>
      found(
        club,
        { uid: 'api::post.post', called: 'Post', slug, path: (today) => `/blog/${today}` },
        await club.readers.posts.bySlug(slug, language),
      ),
  }),
];
