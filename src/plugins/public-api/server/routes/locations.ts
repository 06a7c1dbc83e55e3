import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { json } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery, one } from '../../../../http/schemas';
import { locationSchema } from '../contract/content';
import { readsOf } from '../services/reads';
import { documentRoute } from './by-slug';
import { eventsOfRoute } from './events';

const tag = 'Locations';

export function locationRoutes(strapi: Core.Strapi) {
  const { locations } = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/locations',
      tag,
      summary: 'The active locations, by order, then name',
      access: 'public',
      query: languageQuery,
      responses: { 200: one(z.array(locationSchema)) },
      handle: async ({ language }) => json(await locations.list(language)),
    }),
    documentRoute(strapi, 'locations', {
      tag,
      summary: 'One location',
      schema: locationSchema,
      read: (slug, language) => locations.bySlug(slug, language),
    }),
    eventsOfRoute(strapi, 'locations', {
      tag,
      summary: 'What is on at a location from now on, soonest first',
      filter: (location) => ({ location }),
    }),
  ];
}
