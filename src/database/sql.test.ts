import fc from 'fast-check';
import { inList, likePattern } from './sql';

describe('inList', () => {
  it.each([
    [[], '?', [null]],
    [[7], '?', [7]],
    [[1, 2, 3], '?, ?, ?, ?', [1, 2, 3, 3]],
  ])('%j', (values, sql, bindings) => {
    expect(inList<number>(values)).toEqual({ sql, bindings });
  });

  it('holds every value and no other, in few sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 300 }), (values) => {
        const { bindings } = inList(values);
        expect(new Set(bindings)).toEqual(new Set(values));
        expect(Number.isInteger(Math.log2(bindings.length))).toBe(true);
      }),
    );
  });
});

describe('likePattern', () => {
  it.each([
    ['jazz', '%jazz%'],
    ['100%', '%100!%%'],
    ['a_b!', '%a!_b!!%'],
  ])('%s', (needle, pattern) => {
    expect(likePattern(needle)).toBe(pattern);
  });
});
