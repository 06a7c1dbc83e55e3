import { LRUCache } from 'lru-cache';
import { blocksOf } from './markdown';
import { cut } from '../../../../../shared/server/cut';

/**
 * Text that iCalendar and XML can both represent (RFC 5545, 3.3.11; XML 1.0, 2.2): line breaks become `
 * `; control characters and lone surrogates are removed.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\t\n\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/**
 * Caches converted texts, sized in characters: event lists repeat the same texts, and converting them would dominate the
 * response time (BENCHMARKS.md).
 */
const remembered = new LRUCache<string, readonly string[]>({
  maxSize: 4_000_000,
  sizeCalculation: (texts, markdown) => texts.reduce((sum, { length }) => sum + length, markdown.length + 1),
});

/**
 * Markdown as plain text that keeps paragraphs, list items, table rows, and intended line breaks within them (`<br>`, two
 * spaces or a backslash at the end, lines of code).
 */
export function paragraphs(markdown: string): string[] {
  let texts = remembered.get(markdown);
  if (!texts) {
    texts = blocksOf(clean(markdown))
      .map((block) =>
        clean(block)
          .replace(/[^\S\n]+/g, ' ')
          .replace(/ ?\n[ \n]*/g, '\n')
          .trim(),
      )
      .filter((text) => text !== '');
    remembered.set(markdown, texts);
  }
  return [...texts];
}

/**
 * Markdown as one line of plain text: without marks, links as their text, white space collapsed; cut at a word, with an
 * ellipsis, to at most `limit` characters (UTF-16 units).
 */
export function plainText(markdown: string, limit: number): string {
  const text = paragraphs(markdown).join(' ').replaceAll('\n', ' ');
  if (text.length <= limit) return text;
  const space = text.slice(0, limit).lastIndexOf(' ');
  return `${space > limit / 2 ? text.slice(0, space) : cut(text, limit - 1)}…`;
}
