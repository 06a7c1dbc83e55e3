import { normalized } from '../../../../shared/server/normalized';

/** Letters that are no letter with a mark, and so outlive NFKD; and the typographic signs that people do not type. NFKD comes first. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const unusual = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/** Quotes, apostrophes and primes that stand for the typewriter's; two primes are one sign of inches. */
const singleQuotes = /[‘’‚‛‹›ʹʻʼʽ՚׳′‵＇]/g;
const doubleQuotes = /[“”„‟«»‶״〝〞〟]|′′/g;

/** Hyphens, dashes, the sign of minus; a hyphen bullet. */
const dashes = /[\p{Pd}−⁃]/gu;

/** An acute accent alone is what some keyboards have for an apostrophe: `l´arte`. */
const accentAsApostrophe = /(?<=\p{L})´(?=\p{L})/gu;

/**
 * What nobody sees: control characters, soft hyphens, zero-width characters, marks of direction, halves of pairs. Not the tags
 * that tell the flag of Scotland from that of Wales (https://unicode.org/reports/tr51/#def_emoji_tag_sequence).
 */
const invisible = /(?![\u{E0020}-\u{E007F}])[\p{Cc}\p{Cf}\p{Cs}\p{DI}]/gu;

/**
 * A text with case, accents and typography folded away, so that people find `Élodie’s` by `elodie's`. It is stored
 * folded and searched folded: SQLite and MySQL then compare the same plain letters.
 */
export function fold(text: string): string {
  const plainLetters = normalized(text.replace(accentAsApostrophe, "'"), 'NFKD').replace(/\p{M}/gu, '');
  return normalized(plainLetters.toLowerCase(), 'NFKD')
    .replace(/[\s\u0085]+/g, ' ')
    .replace(/\p{M}/gu, '')
    .replace(invisible, '')
    .replace(unusual, (letter) => plain[letter] ?? letter)
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, "'")
    .replace(dashes, '-')
    .replace(/ +/g, ' ')
    .trim();
}
