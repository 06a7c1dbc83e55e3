import { circuitBreaker, ConsecutiveBreaker, handleWhenResult, isBrokenCircuitError } from 'cockatiel';

export interface CircuitTerms {
  /** So many failures in a row open it. */
  failures: number;
  /** How long it stays open before a call may try, in milliseconds. */
  openMs: number;
}

/** What came of a run: a result, or that the circuit is open until then (milliseconds since 1970). */
export type Passage<T> = { passed: T } | { openUntil: number };

/**
 * A circuit that opens when a remote fails again and again: nobody then waits for it in vain, and it is not kept down by us.
 * After a while one call tries; what comes of that closes the circuit, or opens it again.
 *
 * @param isFailure whether a result counts against the remote
 * @param onOpen told until when, in milliseconds since 1970
 */
export function createCircuit<T>(
  { failures, openMs }: CircuitTerms,
  now: () => number,
  isFailure: (result: T) => boolean,
  onOpen: (until: number) => void,
) {
  let openUntil = 0;
  const policy = circuitBreaker(
    handleWhenResult((result) => isFailure(result as T)),
    { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) },
  );
  policy.onBreak(() => {
    openUntil = now() + openMs;
    onOpen(openUntil);
  });

  return {
    async run(work: () => Promise<T>): Promise<Passage<T>> {
      try {
        return { passed: await policy.execute(work) };
      } catch (error) {
        if (isBrokenCircuitError(error)) return { openUntil };
        throw error;
      }
    },
  };
}
