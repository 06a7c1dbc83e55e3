import { cut } from '../../../../../shared/server/cut';
import { paragraphs } from './clean';

/**
 * Markdown as a plain sentence: marks away, links by their text, white space folded; cut at a word, with an ellipsis,
 * to at most `limit` characters (UTF-16 units).
 */
export function plainText(markdown: string, limit: number): string {
  const text = paragraphs(markdown).join(' ').replaceAll('\n', ' ');
  if (text.length <= limit) return text;
  const space = text.slice(0, limit).lastIndexOf(' ');
  return `${space > limit / 2 ? text.slice(0, space) : cut(text, limit - 1)}…`;
}
