/** A text without what JSON and forms cannot carry: line breaks of one kind, no control characters, no halves of surrogate pairs. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\t\n\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');

/** A title or a name on one line. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

const withoutMarks = (markdown: string): string =>
  markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/(\*\*|__|[*_`~])(?=\S)(.+?)\1/g, '$2');

/** Markdown as plain text that keeps its paragraphs and the lines of its lists. */
export function plainParagraphs(markdown: string): string {
  return clean(markdown)
    .split(/\n\s*\n|\n(?=\s{0,3}(?:[-*+]|\d+\.)\s)/)
    .map((paragraph) => oneLine(withoutMarks(paragraph)))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/**
 * A text of at most `limit` characters (UTF-16 units, as JavaScript and the remote systems' documents count): cut at the end
 * of a paragraph or a word where one is near, with an ellipsis. A character is never cut in two.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const room = text.slice(0, limit - 1);
  const paragraph = room.lastIndexOf('\n\n');
  const word = room.search(/\s\S*$/);
  const end = [paragraph, word].find((boundary) => boundary > limit / 2) ?? room.length;
  return `${room
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}
