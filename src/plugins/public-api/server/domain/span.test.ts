import fc from 'fast-check';
import { fromNow, readSpan } from './span';

describe('readSpan', () => {
  it.each([
    [
      'moments',
      { from: '2026-11-21T20:00:00+01:00', to: '2026-11-21T23:00:00Z' },
      '2026-11-21T19:00:00.000Z',
      '2026-11-21T23:00:00.000Z',
    ],
    [
      'a day in winter',
      { from: '2026-11-21', to: '2026-11-21' },
      '2026-11-20T23:00:00.000Z',
      '2026-11-21T23:00:00.000Z',
    ],
    [
      'the day of 23 hours',
      { from: '2027-03-28', to: '2027-03-28' },
      '2027-03-27T23:00:00.000Z',
      '2027-03-28T22:00:00.000Z',
    ],
    [
      'the day of 25 hours',
      { from: '2026-10-25', to: '2026-10-25' },
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
  ])('%s', (_case, asked, from, to) => {
    const span = readSpan(asked, 'Europe/Rome');
    expect([span.from?.toISOString(), span.to?.toISOString()]).toEqual([from, to]);
  });

  it.each([
    ['a day with two midnights', 'America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 25],
    ['the day before it', 'America/Havana', '2026-10-31', '2026-10-31T04:00:00.000Z', 24],
    ['a day without a midnight', 'America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', 23],
    ['a day that ends with an hour twice', 'Asia/Beirut', '2026-10-24', '2026-10-23T21:00:00.000Z', 25],
  ])('%s is whole', (_case, zone, day, begin, hours) => {
    const { from, to } = readSpan({ from: day, to: day }, zone);
    expect(from?.toISOString()).toBe(begin);
    expect(((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 3_600_000).toBe(hours);
  });

  it.each([
    ['America/New_York', '9999-12-31'],
    ['Pacific/Kiritimati', '9999-12-31T23:59:59Z'],
  ])('keeps to years that every database has: %s, %s', (zone, to) => {
    expect(readSpan({ from: '0001-01-01', to }, zone)).toEqual(
      readSpan({ from: '1999-01-01', to: '2200-01-01' }, 'UTC'),
    );
  });

  it('leaves out what is not asked', () => {
    expect(readSpan({}, 'Europe/Rome')).toEqual({});
  });

  it('lays days end to end', () => {
    const days = fc
      .integer({ min: 0, max: 5000 })
      .map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        days,
        fc.constantFrom('Europe/Rome', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC'),
        (day, zone) => {
          const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
          expect(readSpan({ to: day }, zone).to).toEqual(readSpan({ from: next }, zone).from);
        },
      ),
    );
  });
});

it.each([
  ['2026-11-21T20:00:00.000Z', '2026-11-21T20:00:00.000Z'],
  ['2026-11-21T20:00:59.999Z', '2026-11-21T20:00:00.000Z'],
])('from now on, at %s, begins at %s', (now, from) => {
  expect(fromNow(new Date(now)).toISOString()).toBe(from);
});
