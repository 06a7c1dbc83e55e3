import fc from 'fast-check';
import type { Verdict } from './classify';
import { pauseBeforeRepeating } from './repeat';

const patience = { retries: 2, firstPauseMs: 300, longestPauseMs: 5000 };
const now = 1_000_000;
const again: Verdict = { kind: 'again', retryAt: null, mayHaveTakenEffect: false, whatToDo: null };

const pause = (
  call: { method: string; isRepeatable?: boolean },
  verdict: Partial<Verdict> = {},
  retry = 0,
  random = 0,
): number | null =>
  pauseBeforeRepeating({ isRepeatable: false, ...call }, { ...again, ...verdict }, retry, patience, {
    now,
    random,
  });

const took = { mayHaveTakenEffect: true };

test.each<[string, number | null, number | null]>([
  ['a GET', pause({ method: 'GET' }), 300],
  ['a PUT that may have taken effect', pause({ method: 'PUT' }, took), 300],
  ['a DELETE that may have taken effect', pause({ method: 'DELETE' }, took), 300],
  ['a POST that may have taken effect', pause({ method: 'POST' }, took), null],
  ['a PATCH that may have taken effect', pause({ method: 'PATCH' }, took), null],
  ['a POST that its caller vouches for', pause({ method: 'POST', isRepeatable: true }, took), 300],
  ['a POST that never arrived', pause({ method: 'POST' }), 300],
  ['the second time takes twice as long', pause({ method: 'GET' }, {}, 1), 600],
  ['there is an end', pause({ method: 'GET' }, {}, 2), null],
  ['jitter', pause({ method: 'GET' }, {}, 0, 0.5), 225],
  ['never', pause({ method: 'GET' }, { kind: 'never' }), null],
  ['reconnect', pause({ method: 'GET' }, { kind: 'reconnect' }), null],
  ['a time that is soon is waited for', pause({ method: 'GET' }, { retryAt: now + 2000 }), 2000],
  ['a time that is too soon is not', pause({ method: 'GET' }, { retryAt: now + 1 }), 300],
  ['a time that is far away is for the caller', pause({ method: 'GET' }, { retryAt: now + 5001 }), null],
])('%s', (_name, found, expected) => {
  expect(found).toBe(expected);
});

test('no pause ends before the time that the remote has asked for, nor is longer than a call is kept', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 0, max: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (wait, retry, random) => {
        const found = pause({ method: 'GET' }, { retryAt: now + wait }, retry, random);
        expect(found === null ? wait > 5000 : found >= wait && found <= 5000).toBe(true);
      },
    ),
  );
});
