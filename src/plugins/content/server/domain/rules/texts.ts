/** Control characters except tab and line breaks, lone surrogates, noncharacters, and U+FFFD. */
const unwanted = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff\ufffd]/u;
const shownBefore = 20;

/**
 * The issue with the characters of a text; undefined if all can be stored and shown everywhere. They are refused, not
 * removed: XML, iCalendar and MySQL each drop them differently, and a lone surrogate or U+FFFD means that the text was
 * damaged before, which only its author can repair.
 */
export function characterIssue(text: string): string | undefined {
  const found = unwanted.exec(text);
  if (!found) return undefined;
  const [character] = found;
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `must not contain ${what(character)} (${code}, ${place(text.slice(0, found.index))})`;
}

function what(character: string): string {
  if (character === '\ufffd') return 'the sign for a character that was lost';
  return /\p{Cs}/u.test(character) ? 'half of a character' : 'an invisible control character';
}

function place(before: string): string {
  if (before === '') return 'at its start';
  // The slice may begin within a character; the text before the first issue is well-formed.
  const shown = [...before.slice(-2 * shownBefore)].filter((each) => !/\p{Cs}/u.test(each));
  return `after '${shown.slice(-shownBefore).join('').replace(/\s+/g, ' ')}'`;
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
 * @param of what has the length, if not the value itself: `entries of `
 */
export function lengthIssue(text: string, longest: number, of = ''): string | undefined {
  if (text.length <= longest) return undefined;
  const issue = `must have ${of}at most ${longest} characters`;
  return [...text].length > longest ? issue : `${issue}, of which emoji and some other signs count as two`;
}
