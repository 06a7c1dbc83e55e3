import type { Redis } from 'ioredis';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { clientKey, isLoopback } from '../shared/server/client-address';
import { consume, limiterOf } from '../shared/server/redis';
import { HttpError } from './errors';
import type { Member, RateLimit, Route } from './route';

/** Of routes that declare none, together: what one visitor of a lively website is far from. */
const sharedLimits = {
  read: { points: 1_200, seconds: 60 },
  write: { points: 240, seconds: 60 },
} as const satisfies Record<string, RateLimit>;

/**
 * Counts calls by client, or by member where a route says so: in Redis if there is one, else in this process. Reads without a limit of
 * their own are counted in this process alone: asking Redis would cost more than answering. They are not counted at all for
 * addresses of this machine, which are a proxy in front of the club (TRUST_PROXY) or the website's own server.
 *
 * @returns counts one more; throws HttpError 429, whose headers say when to come again
 */
export function createRateLimits(redis: Redis | null, keyPrefix: string) {
  const limiters = new Map<string, RateLimiterAbstract>();

  function limiterBy(name: string, { points, seconds: duration }: RateLimit, store: Redis | null) {
    const limiter =
      limiters.get(name) ?? limiterOf({ keyPrefix: `${keyPrefix}:${name}`, points, duration }, store);
    limiters.set(name, limiter);
    return limiter;
  }

  async function count(name: string, limit: RateLimit, key: string, store = redis): Promise<void> {
    const seconds = await consume(limiterBy(name, limit, store), key);
    if (seconds !== null) throw tooManyRequests(limit, seconds);
  }

  return async (route: Route, address: string, member: Member | null): Promise<void> => {
    const client = clientKey(address);
    const isRead = route.method === 'GET';
    const own = route.rateLimit === undefined ? [] : [route.rateLimit].flat();
    for (const limit of own) {
      const name = `${route.method}:${route.path}:${limit.seconds}`;
      if (limit.by !== 'member') await count(name, limit, client);
      else if (member) await count(`${name}:member`, limit, member.documentId);
    }
    if (own.length > 0 || (isRead && isLoopback(address))) return;
    if (isRead) await count('reads', sharedLimits.read, client, null);
    else await count('writes', sharedLimits.write, client);
  };
}

/**
 * The headers of a 429, with the fields of https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/.
 *
 * @param seconds after which to try again
 * @param limit what was exceeded; without it, one attempt within that time
 */
export const rateLimitHeaders = (
  seconds: number,
  limit: Pick<RateLimit, 'points' | 'seconds'> = { points: 1, seconds },
): Record<string, string> => ({
  'Retry-After': String(seconds),
  'RateLimit-Policy': `"default";q=${limit.points};w=${limit.seconds}`,
  RateLimit: `"default";r=0;t=${seconds}`,
});

const tooManyRequests = (limit: RateLimit, seconds: number): HttpError =>
  new HttpError(429, `Too many requests. Try again in ${seconds} seconds.`, {
    headers: rateLimitHeaders(seconds, limit),
  });
