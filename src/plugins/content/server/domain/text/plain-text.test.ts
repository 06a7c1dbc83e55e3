import fc from 'fast-check';
import { plainText } from './plain-text';

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
