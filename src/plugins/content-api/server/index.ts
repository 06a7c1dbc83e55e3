import type { Core } from '@strapi/strapi';
import { documentMiddleware } from './middlewares/documents';
import { batchLoads } from './services/batched-loads';
import { closeSideDoors } from './services/side-doors';
import { grantsService, services } from './services';
import { addFallbackArgument, shareLoads } from './services/graphql';
import { guardQueries } from './services/reader-queries';

export default {
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    strapi.contentAPI.addQueryParams({
      fallbackLocale: { schema: (z) => z.string().optional(), matchRoute: ({ method }) => method === 'GET' },
    });
    closeSideDoors(strapi);
    shareLoads(strapi);
    addFallbackArgument(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    guardQueries(strapi);
    batchLoads(strapi);
    strapi.documents.use(documentMiddleware(strapi));
    await grantsService(strapi).grantOnce();
  },
};
