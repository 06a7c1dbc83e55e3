import type { Core } from '@strapi/strapi';
import eventLoop from './middlewares/event-loop';
import { readingMiddleware } from './middlewares/reading';
import { batchLoads } from './services/batched-loads';
import { makeRelationsPrivate } from './services/private-relations';
import { grantsService, services } from './services';
import { addFallbackArgument, shareLoads } from './services/graphql';
import { addLockFields } from './services/graphql-locks';
import { limitGraphql } from './services/graphql-limits';
import { createReaderClock, type ReaderClock } from './services/reader-clock';
import { checkQueries } from './services/query-shape';
import { guardQueries } from './services/reader-queries';

let clock: ReaderClock | undefined;

export default {
  middlewares: { 'event-loop': eventLoop },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    strapi.contentAPI.addQueryParams({
      fallbackLocale: { schema: (z) => z.string().optional(), matchRoute: ({ method }) => method === 'GET' },
    });
    makeRelationsPrivate(strapi);
    shareLoads(strapi);
    addFallbackArgument(strapi);
    addLockFields(strapi);
    limitGraphql(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    checkQueries(strapi);
    clock = createReaderClock(strapi);
    guardQueries(strapi, clock);
    batchLoads(strapi);
    strapi.documents.use(readingMiddleware(strapi));
    await grantsService(strapi).grantOnce();
  },
  destroy(): void {
    clock?.close();
  },
};
