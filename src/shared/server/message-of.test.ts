import fc from 'fast-check';
import { messageOf } from './message-of';

describe('messageOf', () => {
  it.each([
    ['an error', new TypeError('no'), 'no'],
    ['an error that says nothing', new TypeError(''), 'TypeError'],
    ['a text', 'no', 'no'],
    ['nothing', undefined, 'undefined'],
    ['an object', { code: 5 }, '{ code: 5 }'],
  ])('%s', (_case, thrown, expected) => {
    expect(messageOf(thrown)).toBe(expected);
  });

  it('has something to say of anything, and not too much', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }),
        (thrown) => {
          expect(messageOf(thrown).length).toBeLessThanOrEqual(4000);
        },
      ),
    );
    expect(messageOf(new Error('x'.repeat(10_000)))).toHaveLength(4000);
  });
});
