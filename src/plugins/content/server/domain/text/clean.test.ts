import { clean, oneLine, paragraphs, plainText } from './clean';
import fc from 'fast-check';

describe('clean', () => {
  it.each([
    ['line breaks of any kind', 'a\r\nb\rc\u2028d\u0085e\nf', 'a\nb\nc\nd\ne\nf'],
    ['control characters', 'a\u0000b\u0007c\u007fd\u009be', 'abcde'],
    ['tabs stay', 'a\tb', 'a\tb'],
    ['halves of pairs', 'a\ud800b\udc00c', 'abc'],
    ['whole pairs stay', '🎸 👩🏽‍🎤', '🎸 👩🏽‍🎤'],
    ['no characters at all', 'a\ufffeb\uffff', 'ab'],
    ['directions stay', 'שלום \u202eabc', 'שלום \u202eabc'],
  ])('%s', (_case, text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});

it('oneLine folds white space', () => {
  expect(oneLine(' a\r\n\tb \u0000 c ')).toBe('a b c');
});

describe('paragraphs', () => {
  it.each([
    ['keeps paragraphs', 'One **bold**\nline.\n\n\nTwo', ['One bold line.', 'Two']],
    [
      'keeps the lines of lists',
      'Bring:\n- a friend\n- a hat\n1. Dance',
      ['Bring:', 'a friend', 'a hat', 'Dance'],
    ],
    ['reads Windows line ends', 'a\r\n\r\nb', ['a', 'b']],
    ['of nothing, nothing', ' \n\n ', []],
  ])('%s', (_case, markdown, expected) => {
    expect(paragraphs(markdown)).toEqual(expected);
  });
});

describe('plainText', () => {
  it.each([
    ['A **bold** and _slanted_ night', 'A bold and slanted night'],
    ['# Title\n\nText', 'Title Text'],
    ['- one\n- two', 'one two'],
    ['See [the page](https://example.com) ![cover](x.png) now', 'See the page now'],
    ['snake_case stays', 'snake_case stays'],
    ['`code`', 'code'],
  ])('%s', (markdown, expected) => {
    expect(plainText(markdown, 200)).toBe(expected);
  });

  it('cuts at a word', () => {
    expect(plainText('the quick brown fox jumps', 16)).toBe('the quick brown…');
  });

  it('never exceeds its limit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 2, max: 300 }), (markdown, limit) => {
        expect(plainText(markdown, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
