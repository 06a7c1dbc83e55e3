/** Control characters but tab and line breaks, halves of surrogate pairs, noncharacters, and the mark of a lost one. */
const unwanted = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff\ufffd]/u;
const shownBefore = 20;

/**
 * What is wrong with the characters of a text; nothing where all can be stored and shown everywhere. They are refused
 * rather than taken out: XML, iCalendar and MySQL each lose them in another way, and half of a character or U+FFFD
 * means that the text was damaged before, which only its author can mend.
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
  // The slice may begin within a character; all that stands before the first issue is whole.
  const shown = [...before.slice(-2 * shownBefore)].filter((each) => !/\p{Cs}/u.test(each));
  return `after '${shown.slice(-shownBefore).join('').replace(/\s+/g, ' ')}'`;
}

/** Strapi's own limit of a `string`. */
const longestString = 255;
/** Summaries and interface texts. */
const longestPlainText = 10_000;
/** As long as a whole request to save one may be (Strapi's body parser: 1 MB): no import takes what no editor could save. */
const longestMarkdown = 1_000_000;

/** How many characters a text may have whose attribute sets no limit of its own. */
export function longestText(type: string): number {
  if (type === 'richtext') return longestMarkdown;
  return type === 'text' ? longestPlainText : longestString;
}

/**
 * What is wrong with a text that is too long; nothing where it is not. Strapi's own validation and the forms of its panel count
 * UTF-16 units, of which an emoji has two or more, and so must we: what was right here would be refused there. Columns would
 * hold as many emoji as letters.
 *
 * @param of what has that many characters, where it is not the value itself: `entries of `
 */
export function lengthIssue(text: string, longest: number, of = ''): string | undefined {
  if (text.length <= longest) return undefined;
  const issue = `must have ${of}at most ${longest} characters`;
  return [...text].length > longest ? issue : `${issue}, of which emoji and some other signs count as two`;
}
