import type { Redis } from 'ioredis';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { clientKey } from '../shared/server/client-address';
import { consume, limiterOf } from '../shared/server/redis';
import { HttpError } from './errors';
import type { Route } from './route';

/**
 * Counts the calls of the routes that have a limit, by client: in Redis where there is one, else in this process.
 * @returns counts one more; throws HttpError 429, whose Retry-After says when to come again
 */
export function createRateLimits(redis: Redis | null, keyPrefix: string) {
  const limiters = new Map<Route, RateLimiterAbstract>();

  return async (route: Route, address: string): Promise<void> => {
    if (!route.rateLimit) return;
    const { points, seconds: duration } = route.rateLimit;
    const limiter =
      limiters.get(route) ??
      limiterOf({ keyPrefix: `${keyPrefix}:${route.method}:${route.path}`, points, duration }, redis);
    limiters.set(route, limiter);
    const seconds = await consume(limiter, clientKey(address));
    if (seconds === null) return;
    throw new HttpError(429, `Too many requests. Try again in ${seconds} seconds.`, {
      headers: { 'Retry-After': String(seconds) },
    });
  };
}
