import type { Redis } from 'ioredis';
import { BurstyRateLimiter, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Message } from '../../../jobs/contract/message';
import { limiterOf } from '../../../../shared/server/redis';
import { integrationMessages } from '../domain/messages';
import { RemoteError } from '../domain/remote-error';
import type { Clock, RemoteStatus } from './call';

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

/** The budget of one integration: shared by all processes through Redis, or of this process alone without it. `key`: in Redis */
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

interface RateGate {
  status: Pick<RemoteStatus, 'held'>;
  budget: () => Budget;
  clock: Clock;
  /** The longest that a call is kept waiting here, in all; milliseconds. */
  patienceMs: number;
}

/**
 * Waits until the remote may be called: not before the time it asked for, and within its budget. Refuses instead of waiting long.
 * @throws RemoteError of kind *retry*, with its time
 */
export async function acquire(
  { status, budget, clock, patienceMs }: RateGate,
  signal: AbortSignal | undefined,
): Promise<void> {
  const latest = clock.now() + patienceMs;

  for (let held = await status.held(); held && held.until > clock.now(); held = await status.held()) {
    if (held.until > latest) throw refusal('held back', held.reason, held.until);
    await clock.wait(held.until - clock.now(), signal);
  }
  for (let wait = await budget().take(); wait > 0; wait = await budget().take()) {
    const until = clock.now() + wait;
    if (until > latest) throw refusal('budget spent', integrationMessages.say('budget-spent'), until);
    await clock.wait(wait, signal);
  }
}

/** The error of a call that was not sent. @param notBefore milliseconds since 1970 */
export const refusal = (failure: string, reason: Message, notBefore: number): RemoteError =>
  new RemoteError(reason, { decision: { kind: 'retry', notBefore, backoff: null }, failure });
