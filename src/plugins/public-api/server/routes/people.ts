import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { json } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery, one } from '../../../../http/schemas';
import { tierSchema } from '../contract/blog';
import { staffMemberSchema } from '../contract/content';
import { readsOf } from '../services/reads';

export function peopleRoutes(strapi: Core.Strapi) {
  const { staff, tiers } = readsOf(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/staff',
      tag: 'Staff',
      summary: 'Who runs the club, by order, then name',
      access: 'public',
      query: languageQuery,
      responses: { 200: one(z.array(staffMemberSchema)) },
      handle: async ({ language }) => json(await staff.list(language)),
    }),
    defineRoute({
      method: 'GET',
      path: '/support/tiers',
      tag: 'Support',
      summary: 'The tiers of patrons, by amount',
      access: 'public',
      query: languageQuery,
      responses: { 200: one(z.array(tierSchema)) },
      handle: async ({ language }) => json(await tiers.list(language)),
    }),
  ];
}
