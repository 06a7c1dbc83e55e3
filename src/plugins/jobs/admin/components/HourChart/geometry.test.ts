import type { Minute } from '../../../contract/overview';
import { chartOf, size, topOf } from './geometry';

const at = (minute: number): string => new Date(Date.UTC(2030, 4, 4, 19, minute)).toISOString();
const quiet = (minute: number): Minute => ({ at: at(minute), done: 0, failed: 0, latency: null });
const hour = (changes: Record<number, Partial<Minute>>): Minute[] =>
  Array.from({ length: 60 }, (_, minute) => ({ ...quiet(minute), ...changes[minute] }));
const bottom = size.height - size.bottom;

test.each([
  [0, 2],
  [1, 2],
  [2, 2],
  [3, 4],
  [5, 6],
  [9, 10],
  [10, 10],
  [11, 12],
  [99, 100],
  [399, 400],
  [401, 500],
])('the scale for %i goes to %i', (most, top) => {
  expect(topOf(most)).toBe(top);
});

test('an hour of nothing has bars of no height, no lines, and a scale', () => {
  const { bars, p50, p95, counts } = chartOf(hour({}));
  expect(bars).toHaveLength(60);
  expect(bars.every(({ done, failed }) => done.height === 0 && failed.height === 0)).toBe(true);
  expect([p50, p95]).toEqual(['', '']);
  expect(counts.map(({ value }) => value)).toEqual([0, 1, 2]);
});

test('what failed stands on what was done, and the fullest minute stays within the plot', () => {
  const { bars } = chartOf(hour({ 3: { done: 6, failed: 4 }, 4: { done: 1 } }));
  const [full, small] = [bars[3], bars[4]];
  expect(full?.failed.y).toBeCloseTo(size.top);
  expect((full?.failed.y ?? 0) + (full?.failed.height ?? 0)).toBeCloseTo(full?.done.y ?? NaN);
  expect((full?.done.y ?? 0) + (full?.done.height ?? 0)).toBeCloseTo(bottom);
  expect(small?.done.height).toBeCloseTo((full?.done.height ?? 0) / 6);
});

test('a line is broken by minutes without a value, and a minute alone is a dot', () => {
  const latency = { p50: 5, p95: 10 };
  const { p95 } = chartOf(hour({ 0: { latency }, 1: { latency }, 5: { latency } }));
  expect(p95.match(/[MLh]/g)).toEqual(['M', 'L', 'M', 'h']);
  expect(p95).toContain(` ${size.top.toFixed(1)}`);
});

test('the axis tells every tenth minute', () => {
  expect(chartOf(hour({})).times.map(({ minute }) => minute.at)).toEqual([0, 10, 20, 30, 40, 50].map(at));
});
