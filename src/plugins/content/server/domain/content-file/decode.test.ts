import { createTextDecoding } from './decode';

/** The bytes in pieces of every size, so that each character is cut at each of its bytes once. */
function decoded(bytes: Uint8Array, size: number): string {
  const decoding = createTextDecoding();
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoding.push(bytes.subarray(at, at + size));
  decoding.end();
  return text;
}

const sizes = [1, 2, 3, 4, 5, 7, 1000];

describe.each(sizes)('in pieces of %i bytes', (size) => {
  it.each(['', '[]', 'Café Élodie 🎸 漢字\n', '["\u0000"]', '\ufffd é', 'é'.repeat(20)])(
    '%j is itself',
    (text) => expect(decoded(Buffer.from(text), size)).toBe(text),
  );

  it('a byte order mark is not part of the text, and only at the start', () =>
    expect(decoded(Buffer.from('\ufeff["\ufeff"]'), size)).toBe('["\ufeff"]'));

  it.each<[string, Uint8Array, string]>([
    ['Latin-1', Buffer.from('["a",\n"Café"]', 'latin1'), 'is not UTF-8 at line 2, byte 11 (0xE9)'],
    ['a lone continuation', Buffer.from([0x5b, 0x80, 0x5d]), 'is not UTF-8 at line 1, byte 2 (0x80)'],
    ['an overlong slash', Buffer.from([0x5b, 0xc0, 0xaf]), 'is not UTF-8 at line 1, byte 2 (0xC0)'],
    ['a surrogate', Buffer.from([0x5b, 0xed, 0xa0, 0x80]), 'is not UTF-8 at line 1, byte 2 (0xED)'],
    ['beyond Unicode', Buffer.from([0x5b, 0xf4, 0x90, 0x80, 0x80]), 'is not UTF-8 at line 1, byte 2 (0xF4)'],
    ['no byte of UTF-8', Buffer.from([0x5b, 0xff, 0x5d]), 'is not UTF-8 at line 1, byte 2 (0xFF)'],
    [
      'after a true U+FFFD',
      Buffer.concat([Buffer.from('[\ufffd\ufffd'), Buffer.from([0xe9, 0x22])]),
      'is not UTF-8 at line 1, byte 8 (0xE9)',
    ],
    ['an end in the middle', Buffer.from('[é').subarray(0, 2), 'is not UTF-8 at line 1, byte 2 (0xC3)'],
    ['UTF-16 with its mark', Buffer.from('\ufeff[]', 'utf16le'), 'is UTF-16'],
    ['UTF-16, big end first', Buffer.from([0xfe, 0xff, 0, 0x5b]), 'is UTF-16'],
    ['UTF-16 without a mark', Buffer.from('[]', 'utf16le'), 'is UTF-16'],
    ['UTF-16 without a mark, big end first', Buffer.from([0, 0x5b, 0, 0x5d]), 'is UTF-16'],
  ])('%s is refused', (_name, bytes, message) =>
    expect(() => decoded(bytes, size)).toThrow(`${message}: save the file as UTF-8`),
  );
});
