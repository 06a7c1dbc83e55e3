import type { Core } from '@strapi/strapi';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** Milliseconds. Redis answers within one or two: whoever waits longer is better served without it. */
const commandTimeout = 300;
const connectTimeout = 5_000;

/**
 * A connection for what a request waits for: a command fails soon, rather than wait for a Redis that is away, or that has gone
 * without a word and looks as if it were there.
 *
 * @param meanwhile what happens without Redis, for the log; said once each time it goes away
 */
export function connectRedis(strapi: Core.Strapi, url: string, meanwhile: string): Redis {
  const redis = new Redis(url, {
    commandTimeout,
    connectTimeout,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
  });
  let isAway = false;
  const sayOnce = (reason: string): void => {
    if (!isAway) strapi.log.warn(`${meanwhile}: ${reason}`);
    isAway = true;
  };
  redis.on('error', (error: Error) => sayOnce(error.message));
  redis.on('ready', () => {
    isAway = false;
  });

  // Connects anew, since ioredis would keep what was never answered, and have each further command wait as long.
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    const answer = send(command, stream);
    command.promise.catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'Command timed out') return;
      sayOnce(`no answer within ${commandTimeout} ms`);
      if (redis.status === 'ready') redis.disconnect(true);
    });
    return answer;
  };
  return redis;
}

/** Counts in Redis where there is one, and in this process where there is none or while it does not answer. */
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
