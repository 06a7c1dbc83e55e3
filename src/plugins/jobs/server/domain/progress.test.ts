import fc from 'fast-check';
import { progressOf } from './job';

describe('progressOf', () => {
  it.each([
    ['whole numbers as they are', 3, 10, { done: 3, total: 10 }],
    ['shares, rounded', 2.5, 10.2, { done: 3, total: 10 }],
    ['nothing divided by nothing', NaN, 0, { done: 0, total: 0 }],
    ['less than nothing', -1, 5, { done: 0, total: 5 }],
    ['more than the column holds', 5e12, Infinity, { done: 2_147_483_647, total: 2_147_483_647 }],
  ])('%s', (_case, done, total, expected) => {
    expect(progressOf(done, total)).toEqual({ ...expected, message: null });
  });

  it('fits its columns, whatever a handler tells', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.string({ maxLength: 600 }), (done, total, message) => {
        const stored = progressOf(done, total, message);
        for (const value of [stored.done, stored.total]) {
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeLessThan(2 ** 31);
        }
        expect(stored.message?.length).toBeLessThanOrEqual(250);
      }),
    );
  });
});
