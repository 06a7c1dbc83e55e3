/** A stretch of Markdown in which no character is a mark. */
export interface Literal {
  start: number;
  end: number;
}

const letter = String.raw`\p{L}\p{N}`;
const url = String.raw`(?<![${letter}])(?:[a-z][a-z0-9+.-]{0,30}://|www\.)[^\s<>\[\]\x60"]+`;
const mail = String.raw`(?<![${letter}])[${letter}._%+-]{1,64}@[${letter}-]+(?:\.[${letter}-]+)+`;
/** `7*8*9`: emphasis to CommonMark, multiplication to whoever writes it. */
const times = String.raw`(?<=\d)\*(?=\d)`;
const pattern = new RegExp(`(?<url>${url})|(?<mail>${mail})|${times}`, 'giu');

/** Addresses of pages and mail boxes, and asterisks between digits, in the order in which they stand. */
export function literalsOf(text: string): Literal[] {
  if (!/:\/\/|www\.|@|\d\*\d/i.test(text)) return [];
  return Array.from(text.matchAll(pattern), ({ 0: found, index, groups }) => {
    const end = index + found.length;
    // What ends an address may end the emphasis around it: `*https://example.com*`.
    if (groups?.['url']) return { start: index, end: end - (/[*_\\]+$/.exec(found)?.[0].length ?? 0) };
    const marks = /^_+/.exec(found)?.[0] ?? '';
    const isWrapped = marks !== '' && text.startsWith(marks, end);
    return { start: index + (isWrapped ? marks.length : 0), end };
  });
}
