/** A line of its own that says `<!--members-only-->`, in capitals or with spaces as people type it. */
const mark = /^[ \t]*<!--[ \t]*members-only[ \t]*-->[ \t]*$/im;

/**
 * The parts of a gated Markdown text, which together are the text with Unix line ends: everybody may read what is before the mark.
 * Without a mark all of it is gated. A mark in a block of code counts, too, since a text that is closed by mistake is better than one
 * that is open.
 */
export function splitAtMark(markdown: string): { open: string; mark: string; gated: string } {
  const text = markdown.replace(/\r\n?/g, '\n');
  const found = mark.exec(text);
  if (!found) return { open: '', mark: '', gated: text };
  const end = found.index + found[0].length;
  return { open: text.slice(0, found.index), mark: found[0], gated: text.slice(end) };
}

/**
 * What everybody may read of a gated Markdown text: all before the mark.
 *
 * @returns null if nothing is public
 */
export const publicPart = (markdown: string): string | null => splitAtMark(markdown).open.trimEnd() || null;
