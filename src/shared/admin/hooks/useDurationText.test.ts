import { durationOf } from './useDurationText';

test.each([
  [0, 0, 'millisecond'],
  [12.4, 12, 'millisecond'],
  [999, 999, 'millisecond'],
  [1000, 1, 'second'],
  [1560, 1.5, 'second'],
  [59_999, 59.9, 'second'],
  [60_000, 1, 'minute'],
  [3_599_999, 59.9, 'minute'],
  [5_400_000, 1.5, 'hour'],
])('%d ms: %d %s', (ms, value, unit) => {
  expect(durationOf(ms)).toEqual({ value, unit });
});
