import { setTimeout as pause } from 'node:timers/promises';
import { classifyDatabaseError } from '../../../../database/errors';

const momentMs = 300;
const pauseMs = 100;
const longestWaitMs = 120_000;

/**
 * Does one statement, or begins a transaction, as soon as no other process writes to the same SQLite file; without keeping
 * this process from hearing a signal meanwhile, as SQLite's own waiting does.
 *
 * @param onWaiting called once, when that takes longer than a moment
 */
export async function whenFree<T>(
  work: () => Promise<T>,
  signal?: AbortSignal,
  onWaiting: () => void = () => undefined,
): Promise<T> {
  const end = performance.now() + longestWaitMs;
  const timer = setTimeout(onWaiting, momentMs);
  try {
    for (;;) {
      signal?.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (classifyDatabaseError(error) !== 'busy' || performance.now() > end) throw error;
      }
      await pause(pauseMs);
    }
  } finally {
    clearTimeout(timer);
  }
}
