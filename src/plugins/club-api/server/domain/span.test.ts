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
