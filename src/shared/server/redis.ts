import type { Core } from '@strapi/strapi';
import { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';

/** Milliseconds. Redis answers within one or two; a request does better without it than waiting longer. */
const commandTimeout = 300;
const connectTimeout = 5_000;

/** Logs that Redis is away, and that it is back, once each. @param meanwhile what happens without it */
function logAvailability(strapi: Core.Strapi, redis: Redis, meanwhile: string): (reason: string) => void {
  let isAway = false;
  const logAway = (reason: string): void => {
    if (!isAway) strapi.log.warn(`${meanwhile}: ${reason}`);
    isAway = true;
  };
  redis.on('error', (error: Error) => logAway(error.message || error.name));
  redis.on('ready', () => {
    if (isAway) strapi.log.info('Redis is back.');
    isAway = false;
  });
  return logAway;
}

/** A connection for requests: commands fail fast while Redis is away. @param meanwhile what happens without Redis, for the log */
export function connectRedis(strapi: Core.Strapi, url: string, meanwhile: string): Redis {
  const redis = new Redis(url, {
    commandTimeout,
    connectTimeout,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
  });
  const logAway = logAvailability(strapi, redis, meanwhile);

  // Reconnect after a time-out: ioredis would keep the unanswered command, and every later one would time out behind it.
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    const answer = send(command, stream);
    command.promise.catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'Command timed out') return;
      logAway(`no answer within ${commandTimeout} ms`);
      if (redis.status === 'ready') redis.disconnect(true);
    });
    return answer;
  };
  return redis;
}

/** As `connectRedis`, connected on first use; `get` returns null where there is no URL. */
export function lazyRedis(strapi: Core.Strapi, url: string | undefined, meanwhile: string) {
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
export type LazyRedis = ReturnType<typeof lazyRedis>;

/** A connection for background work: commands wait for Redis, as BullMQ requires. @param connectionName shown by `CLIENT LIST` */
export function connectPatientRedis(
  strapi: Core.Strapi,
  url: string,
  { connectionName, meanwhile }: { connectionName: string; meanwhile: string },
): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, connectionName });
  logAvailability(strapi, redis, meanwhile);
  return redis;
}

/**
 * Pings Redis, and reconnects when no answer comes within `ms` milliseconds: a peer that vanished silently would look connected for a
 * quarter of an hour. (ioredis' `socketTimeout` leaks its timer on disconnect; BullMQ watches its workers' blocking connections itself.)
 */
export async function reconnectIfSilent(redis: Redis, ms: number): Promise<void> {
  const timer = setTimeout(() => redis.disconnect(true), ms);
  try {
    await redis.ping();
  } finally {
    clearTimeout(timer);
  }
}

/** A rate limiter that counts in Redis, or in this process where there is no Redis or it does not answer. */
export function limiterOf(
  options: { keyPrefix: string; points: number; duration: number },
  redis: Redis | null,
): RateLimiterAbstract {
  const memory = new RateLimiterMemory(options);
  if (!redis) return memory;
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  });
}

/** Takes a point of a key. @returns null, or after how many seconds there will be one again */
export async function consume(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (spent) {
    // The library rejects with this where there is nothing left, and with an Error where something is wrong.
    if (!(spent instanceof RateLimiterRes)) throw spent;
    return Math.max(1, Math.ceil(spent.msBeforeNext / 1000));
  }
}
