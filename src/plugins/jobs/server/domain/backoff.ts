import type { Backoff } from '../definition';

/**
 * How long to wait after an attempt, in milliseconds: doubled each time up to the most, and between half and all of that, so
 * that what failed together does not come back together.
 *
 * @param attempt the attempt that has failed, from 1
 * @param random from 0 to 1
 */
export function backoffOf({ first, most }: Backoff, attempt: number, random: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(attempt - 1, 52));
  return Math.round(whole * (1 - random / 2));
}
