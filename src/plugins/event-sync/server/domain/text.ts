import { cut } from '../../../../shared/server/cut';
import { paragraphs } from '../../../content/server/domain/text/clean';

/** Markdown as plain text, with an empty line between paragraphs. */
export const plainParagraphs = (markdown: string): string => paragraphs(markdown).join('\n\n');

/**
 * A text of at most `limit` characters (UTF-16 units, as JavaScript and the remote systems' documents count): cut at the end
 * of a paragraph or a word where one is near, with an ellipsis. A character, as people see it, is never cut in two.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const room = cut(text, limit - 1);
  const paragraph = room.lastIndexOf('\n\n');
  const word = room.search(/\s\S*$/);
  const end = [paragraph, word].find((boundary) => boundary > limit / 2) ?? room.length;
  return `${room.slice(0, end).trimEnd()}…`;
}
