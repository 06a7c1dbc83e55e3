import fc from 'fast-check';
import { DateTime } from 'luxon';
import { resolveTime } from './times';

const now = new Date('2026-05-20T19:30:42.500Z');
const rome = { now, zone: 'Europe/Rome' };

describe('a time of a content file', () => {
  test.each([
    ['2026-05-01T21:00:00Z', rome, '2026-05-01T21:00:00.000Z'],
    ['2026-05-01T21:00:00+02:00', rome, '2026-05-01T19:00:00.000Z'],
    ['2026-05-01T21:00-07:00', rome, '2026-05-02T04:00:00.000Z'],
    ['now', rome, '2026-05-20T19:30:00.000Z'],
    ['now-40m', rome, '2026-05-20T18:50:00.000Z'],
    ['now+1h30m', rome, '2026-05-20T21:00:00.000Z'],
    ['day+0 21:00', rome, '2026-05-20T19:00:00.000Z'],
    ['day+3 21:00', rome, '2026-05-23T19:00:00.000Z'],
    ['day-10 20:30', rome, '2026-05-10T18:30:00.000Z'],
    ['day+0 21:00', { now, zone: 'America/Los_Angeles' }, '2026-05-21T04:00:00.000Z'],
    ['day+0 08:00', { now, zone: 'Asia/Tokyo' }, '2026-05-20T23:00:00.000Z'],
    ['day+200 21:00', rome, '2026-12-06T20:00:00.000Z'],
    ['autumn-1 23:00', rome, '2026-10-24T21:00:00.000Z'],
    ['autumn+0 23:00', rome, '2026-10-25T22:00:00.000Z'],
    ['spring-0 01:30', rome, '2027-03-28T00:30:00.000Z'],
    ['spring+0 02:30', rome, '2027-03-28T01:30:00.000Z'],
    ['autumn+0 02:30', rome, '2026-10-25T00:30:00.000Z'],
    ['autumn+0 01:30', { now, zone: 'America/Los_Angeles' }, '2026-11-01T08:30:00.000Z'],
    ['spring+0 12:00', { now, zone: 'Australia/Sydney' }, '2026-10-04T01:00:00.000Z'],
    [
      'spring+0 12:00',
      { now: new Date('2026-03-29T20:00:00Z'), zone: 'Europe/Rome' },
      '2026-03-29T10:00:00.000Z',
    ],
    ['start+2h', { ...rome, start: '2026-10-24T23:00:00.000Z' }, '2026-10-25T01:00:00.000Z'],
    ['start-90m', { ...rome, start: '2026-10-24T23:00:00.000Z' }, '2026-10-24T21:30:00.000Z'],
  ])('%s is %#', (text, context, instant) => {
    expect(resolveTime(text, context)).toEqual({ instant });
  });

  test.each([
    ['2026-02-30T21:00:00Z', rome, /no date/],
    ['2026-05-01T21:00:00', rome, /an instant such as/],
    ['tomorrow', rome, /an instant such as/],
    ['now+', rome, /an instant such as/],
    ['day+3 25:00', rome, /an instant such as/],
    ['2026-05-01T20:00:00+25:00', rome, /an instant such as/],
    ['2026-05-01T20:00:00+02:99', rome, /an instant such as/],
    ['start+2h', rome, /no start time/],
    ['day+3 21:00', { now, zone: 'Europe/Rom' }, /no IANA time zone/],
    ['spring+0 12:00', { now, zone: 'Asia/Tokyo' }, /do not change/],
  ])('%s is refused', (text, context, why) => {
    expect(resolveTime(text, context)).toEqual({ issue: expect.stringMatching(why) });
  });

  const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  const zones = fc.constantFrom(
    'Europe/Rome',
    'Europe/London',
    'America/Los_Angeles',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'UTC',
  );

  const resolved = (text: string, at: Date, zone: string): DateTime => {
    const time = resolveTime(text, { now: at, zone });
    if ('issue' in time) throw new Error(time.issue);
    return DateTime.fromISO(time.instant, { zone });
  };

  test('a wall time is that of its zone, on the day counted, save in the hour that a change skips', () => {
    fc.assert(
      fc.property(
        moments,
        zones,
        fc.integer({ min: -400, max: 400 }),
        fc.nat(23),
        fc.nat(59),
        (at, zone, days, hour, minute) => {
          const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          const time = resolved(`day${days < 0 ? '' : '+'}${days} ${clock}`, at, zone);
          const wanted = DateTime.fromJSDate(at, { zone }).startOf('day').plus({ days });
          const skipped =
            wanted.set({ hour, minute }).hour !== hour || wanted.set({ hour, minute }).minute !== minute;
          expect(time.toISODate()).toBe(wanted.toISODate());
          if (!skipped) expect(time.toFormat('HH:mm')).toBe(clock);
        },
      ),
    );
  });

  test.each([
    ['spring', 1],
    ['autumn', -1],
  ])('the offset changes on the day of %s, which is ahead', (season, direction) => {
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom('Europe/Rome', 'America/Los_Angeles', 'Australia/Lord_Howe'),
        (at, zone) => {
          const before = resolved(`${season}-1 12:00`, at, zone);
          const after = resolved(`${season}+0 12:00`, at, zone);
          expect(Math.sign(after.offset - before.offset)).toBe(direction);
          const today = DateTime.fromJSDate(at, { zone }).startOf('day');
          expect(after >= today && after < today.plus({ days: 372 })).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });
});
