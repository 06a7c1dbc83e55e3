import { LRUCache } from 'lru-cache';

/** How often something may begin: once per interval, with a burst after a quiet period. */
export interface PaceTerms {
  intervalMs: number;
  /** How many may begin at once after a quiet period. */
  burst: number;
  /** Whatever would have to wait longer is refused. */
  longestWaitMs: number;
}

export interface Turn {
  /** How long to wait; null if that is too long. */
  waitMs: number | null;
  /** The state to pass with the next request. */
  nextAt: number;
}

/**
 * The generic cell rate algorithm, for the given time.
 *
 * @param nextAt of the previous turn; 0 at first
 */
export function takeTurn({ intervalMs, burst, longestWaitMs }: PaceTerms, nextAt: number, now: number): Turn {
  const at = Math.max(nextAt, now - (burst - 1) * intervalMs);
  const waitMs = Math.max(0, at - now);
  return waitMs > longestWaitMs ? { waitMs: null, nextAt } : { waitMs, nextAt: at + intervalMs };
}

export function createPace(terms: PaceTerms) {
  let nextAt = 0;
  return {
    take(now: number): Turn {
      const turn = takeTurn(terms, nextAt, now);
      nextAt = turn.nextAt;
      return turn;
    },
    /** What `take` would return, without taking a turn. */
    peek: (now: number): Turn => takeTurn(terms, nextAt, now),
  };
}

/** The number of remembered names; the least recently used is dropped. */
const mostNames = 5_000;
const longestName = 320;

/** A pace for each name, ignoring case. */
export function createPaces(terms: PaceTerms) {
  const nextAt = new LRUCache<string, number>({ max: mostNames });
  return {
    take(name: string, now: number): Turn {
      const key = name.slice(0, longestName).toLowerCase();
      const turn = takeTurn(terms, nextAt.get(key) ?? 0, now);
      nextAt.set(key, turn.nextAt);
      return turn;
    },
  };
}
