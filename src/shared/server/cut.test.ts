import fc from 'fast-check';
import { cut, cutBytes } from './cut';

const family = '👨‍👩‍👧‍👦';
const flags = '🇮🇹🇫🇷';

it.each([
  ['what fits', 'word', 4, 'word'],
  ['between letters', 'word', 3, 'wor'],
  ['to nothing', 'word', 0, ''],
  ['before half a pair', 'ab🎸', 3, 'ab'],
  ['after a whole pair', '🎸🎸', 2, '🎸'],
  ['before a letter whose accent is too much', 'cafe\u0301', 4, 'caf'],
  ['before an emoji of several', `a${family}b`, 8, 'a'],
  ['after it', `a${family}b`, 1 + family.length, `a${family}`],
  ['between flags', flags, 6, '🇮🇹'],
  ['not between the two ends of a line', 'a\r\nb', 2, 'a'],
  ['nothing of one character that is longer than all there may be', `a${'\u0301'.repeat(50)}`, 20, ''],
])('cut: %s', (_case, text, limit, expected) => {
  expect(cut(text, limit)).toBe(expected);
});

it.each([
  ['what fits', 'é', 2, 'é'],
  ['not half a letter', 'éa', 1, ''],
  ['not half a pair', 'a🎸', 4, 'a'],
  ['not half an emoji of several', `a${family}`, 20, 'a'],
  ['by bytes, not letters', '日本語', 6, '日本'],
])('cutBytes: %s', (_case, text, limit, expected) => {
  expect(cutBytes(text, limit)).toBe(expected);
});

const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(family, flags, '\u0301', '\u200d', '🎸')))
  .map((parts) => parts.join(''));
const whole = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The slow and plain way: character by character. */
function byCharacters(text: string, limit: number, size: (text: string) => number): string {
  let kept = '';
  for (const { segment } of whole.segment(text)) {
    if (size(kept + segment) > limit) break;
    kept += segment;
  }
  return kept;
}

it('keeps as many whole characters as there is room for', () => {
  fc.assert(
    fc.property(anyText, fc.nat(60), (text, limit) => {
      expect(cut(text, limit)).toBe(byCharacters(text, limit, ({ length }) => length));
      expect(cutBytes(text, limit)).toBe(byCharacters(text, limit, (kept) => Buffer.byteLength(kept)));
    }),
  );
});

it('cuts a text of a megabyte without end', () => {
  for (const part of ['a', '\u0301', '🎸', family, '🇮🇹', '\u200d']) {
    expect(cut(part.repeat(200_000), 4000).length).toBeLessThanOrEqual(4000);
  }
});
