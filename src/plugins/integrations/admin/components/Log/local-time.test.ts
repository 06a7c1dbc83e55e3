import { localTimeOf, momentOf } from './local-time';

test.each(['2026-01-15T20:30:00.000Z', '2026-07-15T20:30:00.000Z', '2026-12-31T23:59:00.000Z'])(
  '%s is the same moment when it comes back from the field',
  (moment) => {
    expect(localTimeOf(moment)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    expect(momentOf(localTimeOf(moment))).toBe(moment);
  },
);

test('the field shows the hour of whoever reads', () => {
  const at = new Date(2026, 6, 15, 20, 30);
  expect(localTimeOf(at.toISOString())).toBe('2026-07-15T20:30');
});

test.each([undefined, ''])('no moment is an empty field, and the other way round', (nothing) => {
  expect(localTimeOf(nothing || undefined)).toBe('');
  expect(momentOf(nothing ?? '')).toBe('');
});

test('what is no time is no moment', () => {
  expect(momentOf('tomorrow')).toBe('');
});
