import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { json } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery, one } from '../../../../http/schemas';
import { gateService } from '../../../patreon/server/services';
import { exclusiveSummarySchema } from '../domain/views/exclusive';
import { tierSchema } from '../domain/views/tier';
import { readsOf } from '../services/reads';
import { exclusiveRoute } from './by-slug';
import { listRoute } from './listings';

/** `/support`: the tiers, and what they open. */
export function supportRoutes(strapi: Core.Strapi) {
  const { tiers, exclusives } = readsOf(strapi);
  const tag = 'Support';
  return [
    listRoute('/support/tiers', { tag, summary: 'The tiers of patrons, by amount' }, tierSchema, tiers.list),
    defineRoute({
      method: 'GET',
      path: '/support/exclusive',
      tag,
      summary: 'What is for patrons, newest first: teasers, and how to unlock what is locked',
      access: 'public-or-member',
      query: languageQuery,
      responses: { 200: one(z.array(exclusiveSummarySchema)) },
      handle: async ({ language, member }) =>
        json(await exclusives.list(language, gateService(strapi).viewer(member))),
    }),
    exclusiveRoute(strapi),
  ];
}
