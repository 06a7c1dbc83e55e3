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
  // A thousand in English, one in Italian.
  ['1,000', null],
  ['.50', 50],
  [',5 EUR', 50],
  ['1 200,50', 120_050],
  ['1\u202f200 €', 120_000],
  ['1 234 567', 123_456_700],
  ['3 50', null],
  ['3 5000', null],
  ['12 345 678', null],
  ['3 .50', null],
  ['3. 50', null],
  ['.', null],
  ['€', null],
])('%p is %p cents', (text, cents) => expect(centsOf(text)).toBe(cents));

test('every amount can be typed again', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999 }), (cents) => expect(centsOf(amountOf(cents))).toBe(cents)),
  );
});
