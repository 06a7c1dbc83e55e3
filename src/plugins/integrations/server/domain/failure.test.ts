import { isOutage, nameOf, retryAfterOf, type Failure } from './failure';

const now = Date.parse('2026-03-01T12:00:00Z');

test.each([
  ['seconds', '30', '2026-03-01T12:00:30Z'],
  ['no seconds', '0', '2026-03-01T12:00:00Z'],
  ['spaces around', ' 5 ', '2026-03-01T12:00:05Z'],
  ['a date', 'Sun, 01 Mar 2026 12:01:00 GMT', '2026-03-01T12:01:00Z'],
  ['a date of RFC 850', 'Sunday, 01-Mar-26 12:01:00 GMT', '2026-03-01T12:01:00Z'],
  ['a date of asctime, which is UTC too', 'Sun Mar  1 12:01:00 2026', '2026-03-01T12:01:00Z'],
  ['a date that is past', 'Sun, 01 Mar 2026 11:00:00 GMT', '2026-03-01T11:00:00Z'],
])('%s: "%s"', (_name, value, expected) => {
  expect(retryAfterOf(value, now)).toBe(Date.parse(expected));
});

test.each([[null], [''], ['soon'], ['-1'], ['1.5'], ['2026-03-01']])('%p says nothing', (value) => {
  expect(retryAfterOf(value, now)).toBeNull();
});

const status = (code: number): Failure => ({
  type: 'status',
  status: code,
  headers: new Headers(),
  body: undefined,
});

test.each<[Failure, boolean, string]>([
  [status(400), false, 'HTTP 400'],
  [status(429), false, 'HTTP 429'],
  [status(500), true, 'HTTP 500'],
  [{ type: 'network', code: 'ECONNREFUSED' }, true, 'network ECONNREFUSED'],
  [{ type: 'timeout' }, true, 'timeout'],
  [{ type: 'answer', problem: 'is too large' }, false, 'answer is too large'],
])('%o: an outage? %p; in the log: %s', (failure, outage, name) => {
  expect(isOutage(failure)).toBe(outage);
  expect(nameOf(failure)).toBe(name);
});
