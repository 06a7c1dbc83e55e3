import { z } from 'zod';
import { one } from '../contract/answer';
import { tierView } from '../contract/blog';
import { languageQuery } from '../contract/language';
import { route } from '../contract/route';
import { staffView } from '../contract/views';
import type { Club } from './club';

export const peopleRoutes = [
  route({
    path: '/staff',
    tag: 'Staff',
    summary: 'Who runs the club, by order, then name',
    query: languageQuery,
    answer: one(z.array(staffView)),
    handle: async ({ language }, club: Club) => ({
      kind: 'json',
      data: await club.readers.staff.list(language),
    }),
  }),
  route({
    path: '/support/tiers',
    tag: 'Support',
    summary: 'The tiers of patrons, by amount',
    query: languageQuery,
    answer: one(z.array(tierView)),
    handle: async ({ language }, club: Club) => ({
      kind: 'json',
      data: await club.readers.tiers.list(language),
    }),
  }),
];
