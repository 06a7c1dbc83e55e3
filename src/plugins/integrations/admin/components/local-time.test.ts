import { toLocalTime, toTimestamp } from './local-time';

test.each(['2026-01-15T20:30:00.000Z', '2026-07-15T20:30:00.000Z', '2026-12-31T23:59:00.000Z'])(
  '%s is the same moment when it comes back from the field',
  (moment) => {
    expect(toLocalTime(moment)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    expect(toTimestamp(toLocalTime(moment))).toBe(moment);
  },
);

test('the field shows the hour of whoever reads', () => {
  const at = new Date(2026, 6, 15, 20, 30);
  expect(toLocalTime(at.toISOString())).toBe('2026-07-15T20:30');
});

test.each([undefined, ''])('no moment is an empty field, and the other way round', (nothing) => {
  expect(toLocalTime(nothing || undefined)).toBe('');
  expect(toTimestamp(nothing ?? '')).toBe('');
});

test('what is no time is no moment', () => {
  expect(toTimestamp('tomorrow')).toBe('');
});
