import { setTimeout as sleep } from 'node:timers/promises';

/** Time as the clients have it; tests hand in one of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** @throws the signal's reason when it is aborted before the time is over */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A signal that is aborted after so long. */
  timeout(milliseconds: number): AbortSignal;
}

/** Waits as the machine does. @throws the signal's reason when it is aborted before the time is over */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

export const systemClock = (given: Pick<Clock, 'now' | 'wait'>): Clock => ({
  ...given,
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
});
