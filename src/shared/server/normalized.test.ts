import fc from 'fast-check';
import { normalized } from './normalized';

it.each(['NFC', 'NFKD'] as const)('is what %s says of texts that people write', (form) =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      expect(normalized(text, form)).toBe(text.normalize(form));
    }),
  ),
);

it('keeps thirty marks, and passes nothing on that takes the square of its length', () => {
  const marks = '\u0301\u0316';
  const sorted = `a${'\u0316'.repeat(15)}${'\u0301'.repeat(15)}`;
  expect(normalized(`a${marks.repeat(240_000)}b`, 'NFKD')).toBe(`${sorted}b`);
  expect(normalized(`a${marks.repeat(15)}`, 'NFKD')).toBe(sorted);
});
