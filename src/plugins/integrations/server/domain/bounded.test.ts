import fc from 'fast-check';
import { bounded } from './bounded';

test('what fits is left alone', () => {
  expect(bounded('Über', 5)).toBe('Über');
});

test('what does not is cut between characters, and says so', () => {
  expect(bounded('é'.repeat(40), 43)).toBe(`${'é'.repeat(8)}… (cut: 80 bytes in all)`);
});

test('never more than the limit, never half a character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 30, maxLength: 200 }),
      fc.integer({ min: 40, max: 120 }),
      (text, limit) => {
        const kept = bounded(text, limit);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limit);
        const begin = kept.replace(/… \(cut: \d+ bytes in all\)$/, '');
        expect(text.startsWith(begin)).toBe(true);
        expect(Buffer.from(kept).toString()).toBe(kept);
      },
    ),
  );
});
