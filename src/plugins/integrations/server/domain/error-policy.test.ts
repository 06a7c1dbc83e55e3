import { untranslated } from '../../../jobs/contract/message';
import fc from 'fast-check';
import {
  decide,
  holdUntil,
  isLater,
  outcomeOf,
  pauseBeforeRepeating,
  retryTime,
  type CallFacts,
  type ErrorPolicy,
  type RetryDecision,
} from './error-policy';
import { mayHaveTakenEffect, type Failure } from './failure';

const now = Date.parse('2026-03-01T12:00:00Z');

const status = (code: number, headers: Record<string, string> = {}) =>
  ({ type: 'status', status: code, headers: new Headers(headers), body: undefined }) as const;
const network = (code: string): Failure => ({ type: 'network', code });
const timeout: Failure = { type: 'timeout' };
const call = (method: string, isRepeatable = false): CallFacts => ({ method, isRepeatable, operation: null });

describe('what is usual', () => {
  const actionRequired = { kind: 'action-required', whatToDo: null };
  const giveUp = { kind: 'give-up' };
  const retry = { kind: 'retry', notBefore: null, backoff: null };
  const verifyFirst = { ...retry, kind: 'verify-first' };

  test.each<[string, Failure, string, object, boolean]>([
    ['a redirected POST', status(302), 'POST', giveUp, false],
    ['a bad request', status(400), 'POST', giveUp, false],
    ['credentials that are not accepted', status(401), 'POST', actionRequired, false],
    ['what is not allowed', status(403), 'POST', giveUp, false],
    ['what is not there', status(404), 'POST', giveUp, false],
    ['a time-out of the server', status(408), 'POST', retry, false],
    ['a conflict', status(409), 'POST', giveUp, false],
    ['too early', status(425), 'POST', retry, false],
    ['too many', status(429), 'POST', retry, false],
    ['a fault of the server', status(500), 'POST', verifyFirst, true],
    ['what the server cannot do', status(501), 'POST', giveUp, true],
    ['a gateway', status(502), 'POST', verifyFirst, true],
    ['a server that is away', status(503), 'POST', verifyFirst, true],
    ['a fault of the server at a GET', status(500), 'GET', retry, false],
    ['a fault of the server at a PUT', status(500), 'PUT', retry, true],
    ['nobody listens', network('ECONNREFUSED'), 'POST', retry, false],
    ['no such host', network('ENOTFOUND'), 'POST', retry, false],
    ['a connection that broke', network('ECONNRESET'), 'POST', verifyFirst, true],
    ['a connection that broke at a GET', network('ECONNRESET'), 'GET', retry, false],
    ['a connection that broke, nobody knows how', network('unknown'), 'POST', verifyFirst, true],
    ['a time-out', timeout, 'POST', verifyFirst, true],
    ['a page of a proxy', { type: 'answer', problem: 'is not JSON' }, 'POST', verifyFirst, true],
    ['an unknown form', { type: 'answer', problem: 'has another form' }, 'PATCH', giveUp, true],
    ['too much', { type: 'answer', problem: 'is too large' }, 'GET', giveUp, false],
  ])('%s', (_name, failure, method, decision, effect) => {
    expect(decide(failure, call(method), now)).toEqual(decision);
    expect(mayHaveTakenEffect(failure, method)).toBe(effect);
  });
});

describe('when to try again', () => {
  const inMinutes = (minutes: number): number => now + minutes * 60_000;
  const hinting: ErrorPolicy = { hintOf: ({ headers }) => (headers.has('x-regain') ? inMinutes(5) : null) };

  test.each<[string, ReturnType<typeof status>, ErrorPolicy, number | null]>([
    ['nobody said', status(429), {}, null],
    ['the header said', status(429, { 'retry-after': '60' }), {}, inMinutes(1)],
    ['the header said, with a 503', status(503, { 'retry-after': '60' }), {}, inMinutes(1)],
    ['a time that is past', status(429, { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }), {}, null],
    ['more than a day is a mistake', status(429, { 'retry-after': '99999999' }), {}, inMinutes(24 * 60)],
    ['the vendor said, in its own words', status(429, { 'x-regain': '5' }), hinting, inMinutes(5)],
    [
      'both said: the vendor knows better',
      status(429, { 'x-regain': '5', 'retry-after': '1' }),
      hinting,
      inMinutes(5),
    ],
    [
      'only the header said, to one who knows more',
      status(429, { 'retry-after': '60' }),
      hinting,
      inMinutes(1),
    ],
  ])('%s', (_name, failure, policy, notBefore) => {
    expect(holdUntil(failure, now, policy)).toBe(notBefore);
    expect(decide(failure, call('POST'), now, policy)).toMatchObject({ notBefore });
  });

  test('the vendor said, with what is not tried again: others wait', () => {
    expect(holdUntil(status(400, { 'x-regain': '5' }), now, hinting)).toBe(inMinutes(5));
  });

  test('no answer, no time', () => {
    expect(decide(network('ECONNRESET'), call('POST'), now, hinting)).toMatchObject({ notBefore: null });
  });

  test('a policy that asks for more than a day is mistaken, too', () => {
    const later = { kind: 'retry', notBefore: inMinutes(100_000), backoff: null } as const;
    expect(decide(status(429), call('POST'), now, { decide: () => later })).toEqual({
      ...later,
      notBefore: inMinutes(24 * 60),
    });
  });

  test('a back-off grows with the attempts, and never ends before the time that was asked for', () => {
    const later = { kind: 'retry', notBefore: now + 3_000, backoff: { first: 2_000, most: 8_000 } } as const;
    const waits = [1, 2, 3, 9].map((attempt) => (retryTime(later, { attempt, random: 0, now }) ?? NaN) - now);
    expect(waits).toEqual([3_000, 4_000, 8_000, 8_000]);
    expect(retryTime({ ...later, backoff: null }, { attempt: 9, random: 0, now })).toBe(now + 3_000);
    expect(
      retryTime({ ...later, notBefore: null, backoff: null }, { attempt: 9, random: 0, now }),
    ).toBeNull();
  });
});

test('an integration knows its remote better', () => {
  const share = { kind: 'action-required', whatToDo: untranslated('Share the calendar.') } as const;
  const policy: ErrorPolicy = {
    decide: (failure) => (failure.type === 'status' && failure.status === 403 ? share : null),
  };
  expect(decide(status(403), call('POST'), now, policy)).toEqual(share);
  expect(decide(status(404), call('POST'), now, policy)).toEqual({ kind: 'give-up' });
});

test.each<[RetryDecision, string]>([
  [{ kind: 'retry', notBefore: null, backoff: null }, 'again'],
  [{ kind: 'verify-first', notBefore: null, backoff: null }, 'again'],
  [{ kind: 'action-required', whatToDo: null }, 'reconnect'],
  [{ kind: 'give-up' }, 'never'],
  [{ kind: 'gone' }, 'never'],
  [{ kind: 'exists' }, 'never'],
])('%o is stored as %s', (decision, outcome) => {
  expect(outcomeOf(decision)).toBe(outcome);
  expect(isLater(decision)).toBe(outcome === 'again');
});

describe('repeating a call', () => {
  const patience = { retries: 2, firstPauseMs: 300, longestPauseMs: 5000 };
  const pauseAfter = (decision: RetryDecision, retry = 0, random = 0): number | null =>
    pauseBeforeRepeating(decision, retry, patience, { now, random });
  /** `took`: it may have taken effect. */
  const pause = (method: string, { took = false, isRepeatable = false, retry = 0, random = 0 } = {}) =>
    pauseAfter(
      decide(took ? timeout : network('ECONNREFUSED'), call(method, isRepeatable), now),
      retry,
      random,
    );
  const asking = (notBefore: number): RetryDecision => ({ kind: 'retry', notBefore, backoff: null });

  test.each<[string, number | null, number | null]>([
    ['a GET', pause('GET'), 300],
    ['a PUT that may have taken effect', pause('PUT', { took: true }), 300],
    ['a DELETE that may have taken effect', pause('DELETE', { took: true }), 300],
    ['a POST that may have taken effect', pause('POST', { took: true }), null],
    ['a PATCH that may have taken effect', pause('PATCH', { took: true }), null],
    ['a POST that its caller vouches for', pause('POST', { took: true, isRepeatable: true }), 300],
    ['a POST that never arrived', pause('POST'), 300],
    ['the second time takes twice as long', pause('GET', { retry: 1 }), 600],
    ['there is an end', pause('GET', { retry: 2 }), null],
    ['jitter', pause('GET', { random: 0.5 }), 225],
    ['give up', pauseAfter({ kind: 'give-up' }), null],
    ['a person must act', pauseAfter({ kind: 'action-required', whatToDo: null }), null],
    ['a time that is soon is waited for', pauseAfter(asking(now + 2000)), 2000],
    ['a time that is too soon is not', pauseAfter(asking(now + 1)), 300],
    ['a time that is far away is for the caller', pauseAfter(asking(now + 5001)), null],
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
          const found = pauseAfter(asking(now + wait), retry, random);
          expect(found === null ? wait > 5000 : found >= wait && found <= 5000).toBe(true);
        },
      ),
    );
  });
});
