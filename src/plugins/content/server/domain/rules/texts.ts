import type { BrokenRule } from '../../../contract/rules';
import { english } from './english';

/** Control characters except tab and line breaks, lone surrogates, noncharacters, and U+FFFD. */
const unwanted = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff\ufffd]/u;
const shownBefore = 20;

/**
 * The issue with the characters of a text; undefined if all can be stored and shown everywhere. They are refused, not
 * removed: XML, iCalendar and MySQL each drop them differently, and a lone surrogate or U+FFFD means that the text was
 * damaged before, which only its author can repair.
 */
export function characterRule(text: string): BrokenRule | undefined {
  const found = unwanted.exec(text);
  if (!found) return undefined;
  const [character] = found;
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const before = shown(text.slice(0, found.index));
  const place = found.index === 0 ? 'start' : 'after';
  return { key: 'characters', values: { character: sortOf(character), code, place, before } };
}

function sortOf(character: string): 'lost' | 'half' | 'control' {
  if (character === '\ufffd') return 'lost';
  return /\p{Cs}/u.test(character) ? 'half' : 'control';
}

function shown(before: string): string {
  // The slice may begin within a character; the text before the first issue is well-formed.
  const characters = [...before.slice(-2 * shownBefore)].filter((each) => !/\p{Cs}/u.test(each));
  return characters.slice(-shownBefore).join('').replace(/\s+/g, ' ');
}

const longestString = 255;
/** Summaries and interface texts. */
const longestPlainText = 10_000;
/** The size of a whole request in Strapi's body parser (1 MB), so that imports accept no more than editors can save. */
const longestMarkdown = 1_000_000;

/** The maximum length of a text whose attribute sets no limit. */
export function longestText(type: string): number {
  if (type === 'richtext') return longestMarkdown;
  return type === 'text' ? longestPlainText : longestString;
}

/**
 * The issue with a text that is too long; undefined if it is not. Counts UTF-16 units, of which an emoji has two or more,
 * because Strapi's validation and the panel's forms do: a text accepted here would be refused there.
 *
 * @param key `max-length-of-entries` if the text is an entry of the value
 */
export function lengthRule(
  text: string,
  longest: number,
  key: 'max-length' | 'max-length-of-entries' = 'max-length',
): BrokenRule | undefined {
  if (text.length <= longest) return undefined;
  const counted = [...text].length > longest ? 'no' : 'yes';
  return { key, values: { most: longest, counted } };
}

const inEnglish = (rule: BrokenRule | undefined): string | undefined => rule && english(rule);

/** The same in English, for content files. */
export const characterIssue = (text: string): string | undefined => inEnglish(characterRule(text));
export const lengthIssue = (text: string, longest: number): string | undefined =>
  inEnglish(lengthRule(text, longest));
