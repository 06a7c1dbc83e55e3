import type { Core } from '@strapi/strapi';
import type { Redis } from 'ioredis';
import { connectRedis } from '../../../../shared/server/redis';

const meanwhile = 'Budgets are counted by each process alone, without Redis';

/** The connection for the shared budgets, made when it is first wanted. Without it each process keeps its own. */
export function createRedisConnection(strapi: Core.Strapi, url: string | undefined) {
  let connection: Redis | null = null;

  return {
    get(): Redis | null {
      if (url !== undefined) connection ??= connectRedis(strapi, url, meanwhile);
      return connection;
    },
    stop(): void {
      connection?.disconnect();
      connection = null;
    },
  };
}

export type RedisConnection = ReturnType<typeof createRedisConnection>;
