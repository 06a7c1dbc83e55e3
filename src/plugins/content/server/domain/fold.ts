import { normalized } from '../../../../shared/server/normalized';

/** Letters that NFKD does not decompose into a letter and a mark. NFKD comes first. */
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

/** Quotes, apostrophes and primes that stand for the typewriter's; two primes are one inch sign. */
const singleQuotes = /[‘’‚‛‹›ʹʻʼʽ՚׳′‵＇]/g;
const doubleQuotes = /[“”„‟«»‶״〝〞〟]|′′/g;

/** Hyphens, dashes, the minus sign, a hyphen bullet. */
const dashes = /[\p{Pd}−⁃]/gu;

/** Some keyboards type a lone acute accent as an apostrophe: `l´arte`. */
const accentAsApostrophe = /(?<=\p{L})´(?=\p{L})/gu;

/**
 * Invisible characters: control characters, soft hyphens, zero-width characters, direction marks, lone surrogates. Not
 * the tags that distinguish the flags of Scotland and Wales (https://unicode.org/reports/tr51/#def_emoji_tag_sequence).
 */
const invisible = /(?![\u{E0020}-\u{E007F}])[\p{Cc}\p{Cf}\p{Cs}\p{DI}]/gu;

/**
 * Removes case, accents and typography, so that `elodie's` finds `Élodie’s`. Texts are stored and searched in this form,
 * so SQLite and MySQL compare the same plain letters.
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
