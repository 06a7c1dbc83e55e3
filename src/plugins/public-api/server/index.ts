import type { Core } from '@strapi/strapi';
import config from './config';
import previews from './controllers/previews';
import pages from './middlewares/pages';
import admin from './routes/admin';
import { createV1, v1Of } from './services/api';
import { createPreviews } from './services/previews';
import { createReads, readsOf } from './services/reads';

export default {
  config,
  services: { reads: createReads, previews: createPreviews, v1: createV1 },
  controllers: { previews },
  middlewares: {
    /** Public reads; stands before Strapi's own middlewares. */
    v1: (_config: unknown, { strapi }: { strapi: Core.Strapi }) => v1Of(strapi).middleware,
    pages,
  },
  routes: {
    v1: ({ strapi }: { strapi: Core.Strapi }) => ({
      type: 'content-api',
      prefix: '/v1',
      routes: v1Of(strapi).strapiRoutes,
    }),
    admin,
  },
  destroy({ strapi }: { strapi: Core.Strapi }): void {
    // Strapi also destroys what it never loaded, to generate types for example.
    if (!strapi.isLoaded) return;
    readsOf(strapi).database.close();
    v1Of(strapi).stop();
  },
};
