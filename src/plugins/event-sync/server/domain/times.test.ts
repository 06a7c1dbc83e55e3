import fc from 'fast-check';
import { clockTime, localSpan, withOffset } from './times';

const rome = 'Europe/Rome';

describe('localSpan', () => {
  it.each([
    [
      'an evening',
      '2026-11-21T21:00:00Z',
      '2026-11-21T23:30:00Z',
      rome,
      'Sat 21 Nov 2026, 22:00 CET – 00:30 CET',
    ],
    [
      'the clocks go forward',
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:30:00Z',
      rome,
      'Sun 29 Mar 2026, 01:30 CET – 03:30 CEST',
    ],
    [
      'the clocks go back',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      rome,
      'Sun 25 Oct 2026, 02:30 CEST – 02:30 CET',
    ],
    [
      'an exhibition',
      '2026-11-21T20:00:00Z',
      '2026-11-28T20:00:00Z',
      rome,
      'Sat 21 Nov 2026, 21:00 CET – Sat 28 Nov 2026, 21:00 CET',
    ],
    [
      'half an hour off',
      '2026-11-21T20:00:00Z',
      '2026-11-21T21:00:00Z',
      'Asia/Kolkata',
      'Sun 22 Nov 2026, 01:30 GMT+5:30 – 02:30 GMT+5:30',
    ],
  ])('%s', (_case, start, end, zone, expected) => {
    expect(localSpan(start, end, zone)).toBe(expected);
  });
});

it('clockTime is of the zone', () => {
  expect(clockTime('2026-11-21T23:05:00Z', rome)).toBe('00:05');
});

describe('withOffset', () => {
  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
  ])('%s in Rome is %s', (moment, expected) => {
    expect(withOffset(moment, rome)).toBe(expected);
  });

  it('means the same second in every zone, whatever its clocks do', () => {
    const seconds = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(seconds, zones, (second, zone) => {
        const moment = new Date(second * 1000).toISOString();
        expect(Date.parse(withOffset(moment, zone))).toBe(second * 1000);
      }),
    );
  });
});
