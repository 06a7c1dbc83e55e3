import fc from 'fast-check';
import { hostileText } from '../../../../../tests/support/hostile-text';
import { plainParagraphs, shorten } from './text';

it('plainParagraphs keeps paragraphs and lists, and drops marks', () => {
  const markdown =
    '# Doors\n\nA **long** [night](https://x.test)\nof _echoes_\n\n- one\n- two\n\n![poster](p.webp)';
  expect(plainParagraphs(markdown)).toBe('Doors\n\nA long night of echoes\n\none\n\ntwo');
});

describe('shorten', () => {
  it.each([
    ['what fits', 'four words fit here', 19, 'four words fit here'],
    ['at a word', 'four words fit here', 18, 'four words fit…'],
    ['at a paragraph where one is near', 'one two three\n\nfour five', 20, 'one two three…'],
    ['at a word where the paragraph is far', 'one\n\ntwo three four five', 20, 'one\n\ntwo three…'],
    ['in a word without end', 'aaaaaaaaaa', 5, 'aaaa…'],
    ['never in a character', 'aaa🎸🎸', 5, 'aaa…'],
    ['to nothing', 'word', 0, ''],
  ])('%s', (_case, text, limit, expected) => {
    expect(shorten(text, limit)).toBe(expected);
  });

  it('keeps to its limit and to whole characters', () => {
    fc.assert(
      fc.property(hostileText(), fc.nat(120), (hostile, limit) => {
        const text = plainParagraphs(hostile);
        const short = shorten(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/\p{Surrogate}/u);
        expect(text.startsWith(short.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});
