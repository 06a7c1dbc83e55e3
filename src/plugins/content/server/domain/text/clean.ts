import { plainText } from './plain-text';

/**
 * Text as both iCalendar and XML can carry it (RFC 5545, 3.3.11; XML 1.0, 2.2): line breaks of any kind as `\n`; control
 * characters and halves of surrogate pairs, which neither allows, away.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\t\n\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

/** A title or a name: clean, on one line. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** Markdown as plain text that keeps its paragraphs and the lines of its lists. */
export function paragraphs(markdown: string): string[] {
  return clean(markdown)
    .split(/\n\s*\n|\n(?=\s{0,3}(?:[-*+]|\d+\.)\s)/)
    .map((paragraph) => plainText(paragraph, Infinity))
    .filter((paragraph) => paragraph !== '');
}
