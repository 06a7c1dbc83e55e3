import fc from 'fast-check';
import { amountOf, centsOf } from './money';

test.each([
  ['3', 300],
  ['3.00', 300],
  ['3,5', 350],
  [' 3.05 EUR', 305],
  ['eur 3', 300],
  ['€ 12', 1200],
  ['0', 0],
  ['', null],
  ['-3', null],
  ['3.005', null],
  ['three', null],
  ['3.', null],
  ['1.234,50', null],
])('%p is %p cents', (text, cents) => expect(centsOf(text)).toBe(cents));

test('every amount can be typed again', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999 }), (cents) => expect(centsOf(amountOf(cents))).toBe(cents)),
  );
});
