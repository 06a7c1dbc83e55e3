import type { Core } from '@strapi/strapi';
import type { Level } from '../domain/level';

/** What members hold. */
export default (_: { strapi: Core.Strapi }) => ({
  /** The level of a member, in at most one query. Never cached: it may change at any moment. */
  of: async (_memberDocumentId: string, _now: Date): Promise<Level> => ({
    cents: 0,
    tier: null,
    rule: 'not-a-supporter',
    until: null,
  }),
});
