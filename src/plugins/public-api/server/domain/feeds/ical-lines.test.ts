import fc from 'fast-check';
import { hostileText } from '../../../../../../tests/support/hostile-text';
import { fold } from './ical-lines';

const unfold = (text: string): string => text.replaceAll('\r\n ', '');

describe('fold', () => {
  it.each([
    ['75 octets', 'a'.repeat(75), 'a'.repeat(75)],
    ['76 octets', 'a'.repeat(76), `${'a'.repeat(75)}\r\n a`],
    ['two continuations', 'a'.repeat(150), `${'a'.repeat(75)}\r\n ${'a'.repeat(74)}\r\n a`],
    ['no character is cut', `${'a'.repeat(73)}🎸`, `${'a'.repeat(73)}\r\n 🎸`],
    [
      'lines by themselves',
      `${'a'.repeat(70)}\r\n${'b'.repeat(70)}`,
      `${'a'.repeat(70)}\r\n${'b'.repeat(70)}`,
    ],
  ])('%s', (_case, line, expected) => {
    expect(fold(line)).toBe(expected);
  });

  it('is undone by unfolding, and no line exceeds 75 octets', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const line = `X:${text.replace(/[\r\n]|\p{Cs}/gu, '')}`;
        const folded = fold(line);
        expect(unfold(folded)).toBe(line);
        for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
      }),
    );
  });
});
