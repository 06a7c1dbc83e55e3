import type { Core } from '@strapi/strapi';
import { Redis } from 'ioredis';

/** The connection for the shared budgets, made when it is first wanted. Without it each process keeps its own. */
export function createRedisConnection(strapi: Core.Strapi, url: string | undefined) {
  let connection: Redis | null = null;

  function connect(address: string): Redis {
    const redis = new Redis(address, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
    let isAway = false;
    redis.on('error', (error: Error) => {
      if (!isAway)
        strapi.log.warn(`Budgets are counted by each process alone, without Redis: ${error.message}`);
      isAway = true;
    });
    redis.on('ready', () => {
      isAway = false;
    });
    return redis;
  }

  return {
    get(): Redis | null {
      if (url !== undefined) connection ??= connect(url);
      return connection;
    },
    stop(): void {
      connection?.disconnect();
      connection = null;
    },
  };
}

export type RedisConnection = ReturnType<typeof createRedisConnection>;
