import { classify, isOutage, nameOf, type Dialect, type Failure } from './classify';

const now = Date.parse('2026-03-01T12:00:00Z');

const status = (code: number, headers: Record<string, string> = {}, method = 'POST'): Failure => ({
  type: 'status',
  method,
  status: code,
  headers: new Headers(headers),
  body: undefined,
});
const network = (code: string, method = 'POST'): Failure => ({ type: 'network', method, code });

describe('what a failure means', () => {
  test.each<[string, Failure, string, boolean]>([
    ['a redirected POST', status(302), 'never', false],
    ['a bad request', status(400), 'never', false],
    ['credentials that are not accepted', status(401), 'reconnect', false],
    ['what is not allowed', status(403), 'never', false],
    ['what is not there', status(404), 'never', false],
    ['a time-out of the server', status(408), 'again', false],
    ['a conflict', status(409), 'never', false],
    ['too early', status(425), 'again', false],
    ['too many', status(429), 'again', false],
    ['a fault of the server', status(500), 'again', true],
    ['what the server cannot do', status(501), 'never', true],
    ['a gateway', status(502), 'again', true],
    ['a server that is away', status(503), 'again', true],
    ['a fault of the server at a GET', status(500, {}, 'GET'), 'again', false],
    ['nobody listens', network('ECONNREFUSED'), 'again', false],
    ['no such host', network('ENOTFOUND'), 'again', false],
    ['a connection that broke', network('ECONNRESET'), 'again', true],
    ['a connection that broke at a GET', network('ECONNRESET', 'GET'), 'again', false],
    ['a connection that broke, nobody knows how', network('unknown'), 'again', true],
    ['a time-out', { type: 'timeout', method: 'POST' }, 'again', true],
    ['a page of a proxy', { type: 'answer', method: 'POST', problem: 'is not JSON' }, 'again', true],
    ['an unknown form', { type: 'answer', method: 'PATCH', problem: 'has another form' }, 'never', true],
    ['too much', { type: 'answer', method: 'GET', problem: 'is too large' }, 'never', false],
  ])('%s', (_name, failure, kind, mayHaveTakenEffect) => {
    expect(classify(failure, now)).toEqual({ kind, mayHaveTakenEffect, retryAt: null, whatToDo: null });
  });
});

describe('when to try again', () => {
  const inMinutes = (minutes: number): number => now + minutes * 60_000;
  const hinting: Dialect = { hintOf: ({ headers }) => (headers.has('x-regain') ? inMinutes(5) : null) };

  test.each<[string, Failure, Dialect, number | null]>([
    ['nobody said', status(429), {}, null],
    ['the header said', status(429, { 'retry-after': '60' }), {}, inMinutes(1)],
    ['the header said, with a 503', status(503, { 'retry-after': '60' }), {}, inMinutes(1)],
    ['a time that is past', status(429, { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }), {}, null],
    ['more than a day is a mistake', status(429, { 'retry-after': '99999999' }), {}, inMinutes(24 * 60)],
    ['the vendor said, in its own words', status(400, { 'x-regain': '5' }), hinting, inMinutes(5)],
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
    ['no answer, no time', network('ECONNRESET'), hinting, null],
  ])('%s', (_name, failure, dialect, retryAt) => {
    expect(classify(failure, now, dialect).retryAt).toBe(retryAt);
  });
});

test('an integration knows its remote better', () => {
  const dialect: Dialect = {
    classify: (failure) =>
      failure.type === 'status' && failure.status === 403
        ? { kind: 'reconnect', whatToDo: 'Share the calendar.' }
        : null,
  };
  expect(classify(status(403), now, dialect)).toMatchObject({
    kind: 'reconnect',
    whatToDo: 'Share the calendar.',
  });
  expect(classify(status(404), now, dialect)).toMatchObject({ kind: 'never', whatToDo: null });
});

test.each<[Failure, boolean, string]>([
  [status(400), false, 'HTTP 400'],
  [status(429), false, 'HTTP 429'],
  [status(500), true, 'HTTP 500'],
  [network('ECONNREFUSED'), true, 'network ECONNREFUSED'],
  [{ type: 'timeout', method: 'GET' }, true, 'timeout'],
  [{ type: 'answer', method: 'GET', problem: 'is too large' }, false, 'answer is too large'],
])('%o: an outage? %p; in the log: %s', (failure, outage, name) => {
  expect(isOutage(failure)).toBe(outage);
  expect(nameOf(failure)).toBe(name);
});
