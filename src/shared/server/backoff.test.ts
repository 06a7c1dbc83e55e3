import fc from 'fast-check';
import { backoffOf } from './backoff';

describe('backoffOf', () => {
  it.each([
    ['the first time', 1, 0, 2000],
    ['the first time, with all the jitter', 1, 1, 1000],
    ['the second time', 2, 0, 4000],
    ['half of the jitter', 2, 0.5, 3000],
    ['as often as it takes to reach the most', 10, 0, 60_000],
    ['a number of attempts that no power of two bears', 5000, 0, 60_000],
  ])('%s', (_case, attempt, random, expected) => {
    expect(backoffOf({ first: 2000, most: 60_000 }, attempt, random)).toBe(expected);
  });

  const backoffs = fc.record({ first: fc.nat(1e7), most: fc.nat(1e9) });
  const attempts = fc.integer({ min: 1, max: 10_000 });
  const randoms = fc.double({ min: 0, max: 1, noNaN: true });

  it('is a whole number of milliseconds, at least half of what it could be and never more than the most', () => {
    fc.assert(
      fc.property(backoffs, attempts, randoms, (backoff, attempt, random) => {
        const wait = backoffOf(backoff, attempt, random);
        const without = backoffOf(backoff, attempt, 0);
        expect(Number.isSafeInteger(wait)).toBe(true);
        expect(wait).toBeLessThanOrEqual(without);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(without / 2));
        expect(without).toBeLessThanOrEqual(backoff.most);
      }),
    );
  });

  it('never becomes shorter from one attempt to the next', () => {
    fc.assert(
      fc.property(backoffs, attempts, randoms, (backoff, attempt, random) => {
        expect(backoffOf(backoff, attempt + 1, random)).toBeGreaterThanOrEqual(
          backoffOf(backoff, attempt, random),
        );
      }),
    );
  });
});
