import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/plugins/integrations/server/clients/call';

export interface RemoteClock extends Clock {
  /** How long was waited, each time. */
  waits: number[];
  pass(milliseconds: number): void;
  /** Ends the time of the call that is under way. */
  timeUp(): void;
}

/**
 * Time that passes when somebody waits. The libraries look at the clock themselves, so `Date` is replaced, and nothing else;
 * whoever uses it calls `jest.useRealTimers()` in the end.
 */
export function startRemoteClock(iso = '2026-03-01T12:00:00Z'): RemoteClock {
  jest.useFakeTimers({
    now: Date.parse(iso),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  const waits: number[] = [];
  let timeout = new AbortController();
  const pass = (milliseconds: number): void => void jest.setSystemTime(Date.now() + milliseconds);

  return {
    waits,
    pass,
    timeUp: () => timeout.abort(new DOMException('The time is up', 'TimeoutError')),
    now: () => Date.now(),
    async wait(milliseconds, signal) {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      const end = Date.now() + milliseconds;
      await nextTurn();
      // Somebody who waits at the same time may have waited for both.
      if (Date.now() < end) jest.setSystemTime(end);
    },
    timeout() {
      timeout = new AbortController();
      return timeout.signal;
    },
  };
}
