import type { Core } from '@strapi/strapi';
import { createApi } from '../../../../http/api';
import { lazyRedis } from '../../../../shared/server/redis';
import { tierAccessService } from '../../../patreon/server/services';
import type { PublicApiConfig } from '../config';
import { v1Routes } from '../routes';
import { readsOf } from './reads';

export function createV1({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<PublicApiConfig>('plugin::public-api');
  const redis = lazyRedis(strapi, config.redisUrl, 'Calls are counted by each process alone, without Redis');
  const api = createApi({
    ...config,
    strapi,
    routes: v1Routes(strapi),
    prefix: '/api/v1',
    basePath: readsOf(strapi).site.apiPath,
    redis: redis.get(),
    tiers: tierAccessService(strapi),
  });
  return { ...api, stop: () => redis.stop() };
}

/** The service with its type, which Strapi's own getter does not have. */
export const v1Of = (strapi: Core.Strapi): ReturnType<typeof createV1> =>
  strapi.plugin('public-api').service('v1');
