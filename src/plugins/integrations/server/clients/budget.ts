import type { Redis } from 'ioredis';
import { BurstyRateLimiter, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { limiterOf } from '../../../../shared/server/redis';

interface Rate {
  calls: number;
  seconds: number;
}

/**
 * How many calls a remote may get. Windows are fixed, so that two of them can meet: give the smaller step of what the vendor
 * allows (10 a second rather than 600 a minute), and the rest as a burst.
 */
export interface BudgetTerms extends Rate {
  /** What may be spent beyond the rate now and then. */
  burst?: Rate;
}

export interface Budget {
  /** Takes one call out. @returns 0, or how many milliseconds to wait before asking again when it is spent */
  take(): Promise<number>;
}

/**
 * The budget of one integration: shared by all processes where there is Redis, by this one where there is none or while it
 * does not answer.
 *
 * @param key what its counts are kept by in Redis
 */
export function createBudget(key: string, terms: BudgetTerms, redis: Redis | null): Budget {
  const limiter = limiterAt(terms, key, redis);
  const bursty = terms.burst
    ? new BurstyRateLimiter(limiter, limiterAt(terms.burst, `${key}:burst`, redis))
    : limiter;
  return {
    async take() {
      try {
        await bursty.consume('calls');
        return 0;
      } catch (spent) {
        // The library rejects with this where there is nothing left, and with an Error where something is wrong.
        if (spent instanceof RateLimiterRes) return Math.max(1, spent.msBeforeNext);
        throw spent;
      }
    },
  };
}

const limiterAt = ({ calls, seconds }: Rate, keyPrefix: string, redis: Redis | null): RateLimiterAbstract =>
  limiterOf({ keyPrefix, points: calls, duration: seconds }, redis);
