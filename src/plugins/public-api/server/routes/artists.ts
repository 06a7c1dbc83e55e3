import type { Core } from '@strapi/strapi';
import { page } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { paged, pagedQuery, paginationOf } from '../../../../http/schemas';
import { artistSchema } from '../contract/content';
import { genreText, searchText } from '../contract/query';
import { readsOf } from '../services/reads';
import { documentRoute } from './by-slug';
import { eventsOfRoute } from './events';

const tag = 'Artists';

export function artistRoutes(strapi: Core.Strapi) {
  const { artists } = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/artists',
      tag,
      summary: 'The artists, by name',
      access: 'public',
      query: pagedQuery.extend({ q: searchText.optional(), genre: genreText.optional() }),
      responses: { 200: paged(artistSchema) },
      handle: async ({ query, language }) => {
        const { data, total } = await artists.page(language, query, query);
        return page(data, paginationOf(query, total));
      },
    }),
    documentRoute(strapi, 'artists', {
      tag,
      summary: 'One artist',
      schema: artistSchema,
      read: (slug, language) => artists.bySlug(slug, language),
    }),
    eventsOfRoute(strapi, 'artists', {
      tag,
      summary: 'Where an artist plays from now on, soonest first',
      filter: (artist) => ({ artist }),
    }),
  ];
}
