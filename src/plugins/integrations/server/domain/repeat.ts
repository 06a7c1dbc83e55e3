import type { Verdict } from './classify';

/** Methods of which the second time changes nothing (RFC 9110, 9.2.2). */
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

export interface Patience {
  /** How often a call is repeated before its caller is told; the caller may come back later. */
  retries: number;
  /** The first pause, doubled each time. Milliseconds. */
  firstPauseMs: number;
  /** The longest that a call may be kept waiting at a time. Milliseconds. */
  longestPauseMs: number;
}

/**
 * Whether to repeat a failed call here and now, and after which pause.
 *
 * @param call.isRepeatable the caller says that a second time does no harm, whatever the method
 * @param retry how often it has been repeated already
 * @param random from 0 to 1, for the jitter
 * @returns milliseconds to wait; null when it is not to be repeated
 */
export function pauseBeforeRepeating(
  call: { method: string; isRepeatable: boolean },
  verdict: Verdict,
  retry: number,
  patience: Patience,
  { now, random }: { now: number; random: number },
): number | null {
  const isHarmless = idempotent.has(call.method) || call.isRepeatable || !verdict.mayHaveTakenEffect;
  if (verdict.kind !== 'again' || !isHarmless || retry >= patience.retries) return null;
  const backoff = patience.firstPauseMs * 2 ** retry * (1 - random / 2);
  const pause = Math.max(Math.ceil(backoff), verdict.retryAt === null ? 0 : verdict.retryAt - now);
  return pause <= patience.longestPauseMs ? pause : null;
}
