import fc from 'fast-check';
import { hourBefore, lastHour } from './views';

const now = Date.UTC(2030, 4, 4, 19, 30, 12, 345);
const minute = 60_000;
const thisMinute = Date.UTC(2030, 4, 4, 19, 30);

test('sixty minutes of the clock, the oldest first, the one at hand last', () => {
  const minutes = lastHour([], now);
  expect(minutes).toHaveLength(60);
  expect(minutes[0]?.at).toBe('2030-05-04T18:31:00.000Z');
  expect(minutes.at(-1)?.at).toBe('2030-05-04T19:30:00.000Z');
  expect(hourBefore(now)).toBe(Date.UTC(2030, 4, 4, 18, 31));
});

test('each has what ended in it; the others have nothing, and no latency', () => {
  const found = [{ minute: thisMinute - minute, done: 3, failed: 1, p50: 4, p95: 90 }];
  const minutes = lastHour(found, now);
  expect(minutes[58]).toEqual({
    at: '2030-05-04T19:29:00.000Z',
    done: 3,
    failed: 1,
    latency: { p50: 4, p95: 90 },
  });
  expect(minutes[59]).toEqual({ at: '2030-05-04T19:30:00.000Z', done: 0, failed: 0, latency: null });
});

test('what a clock ahead of ours has written is left out', () => {
  const minutes = lastHour([{ minute: thisMinute + minute, done: 1, failed: 0, p50: 1, p95: 1 }], now);
  expect(minutes.every(({ done }) => done === 0)).toBe(true);
});

test('whatever the time, a job that has just ended is in the last minute, and one of an hour ago is not there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2 * 60 * minute, max: 8.64e15 / 2 }), (at) => {
      expect(
        lastHour([{ minute: at - (at % minute), done: 1, failed: 0, p50: 0, p95: 0 }], at)[59]?.done,
      ).toBe(1);
      expect(hourBefore(at)).toBeGreaterThan(at - 60 * minute);
      expect(hourBefore(at)).toBeLessThanOrEqual(at - 59 * minute);
    }),
  );
});
