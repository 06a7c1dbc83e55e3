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
