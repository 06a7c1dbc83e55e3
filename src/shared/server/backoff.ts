/** How long to wait between attempts: the first time, doubled each time, at the most. Milliseconds. */
export interface Backoff {
  first: number;
  most: number;
}

/**
 * The wait after a failed attempt, in milliseconds: doubled each time up to `most`, then reduced by up to half at random, so
 * that what failed together is not retried together.
 *
 * @param attempt the attempt that failed, from 1
 * @param random from 0 to 1
 */
export function backoffOf({ first, most }: Backoff, attempt: number, random: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(attempt - 1, 52));
  return Math.round(whole * (1 - random / 2));
}
