import { LRUCache } from 'lru-cache';

/** How often something may begin: once an interval, and a few at once after a quiet time. */
export interface PaceTerms {
  intervalMs: number;
  /** As many may begin at once when nothing has for a while. */
  burst: number;
  /** Nothing waits longer; what would have to is refused. */
  longestWaitMs: number;
}

export interface Turn {
  /** How long to wait before it may begin; null if that is too long. */
  waitMs: number | null;
  /** What the next question is to be asked with. */
  nextAt: number;
}

/**
 * Whose turn it is, by the clock that is handed in: the generic cell rate algorithm.
 *
 * @param nextAt of the last turn; 0 at first
 */
export function takeTurn({ intervalMs, burst, longestWaitMs }: PaceTerms, nextAt: number, now: number): Turn {
  const at = Math.max(nextAt, now - (burst - 1) * intervalMs);
  const waitMs = Math.max(0, at - now);
  return waitMs > longestWaitMs ? { waitMs: null, nextAt } : { waitMs, nextAt: at + intervalMs };
}

/** A pace that remembers whose turn was last. */
export function createPace(terms: PaceTerms) {
  let nextAt = 0;
  return {
    take(now: number): Turn {
      const turn = takeTurn(terms, nextAt, now);
      nextAt = turn.nextAt;
      return turn;
    },
    /** What a turn would be, of which nothing is remembered. */
    peek: (now: number): Turn => takeTurn(terms, nextAt, now),
  };
}

/** How many names are remembered; the least recently used is dropped. */
const mostNames = 5_000;
/** As long as an e-mail address may be. */
const longestName = 320;

/** The same pace for each of many names, whose letters may be small or not. */
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
