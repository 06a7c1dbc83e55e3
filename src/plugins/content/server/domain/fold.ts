/** Letters that are no letter with a mark, and so outlive NFKD; and the typographic signs that people do not type. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
};
const unusual = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/**
 * A text with case, accents and typography folded away, so that people find `Élodie’s` by `elodie's`. It is stored
 * folded and searched folded: SQLite and MySQL then compare the same plain letters.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(unusual, (letter) => plain[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}
