/** A line of its own that says `<!--members-only-->`, in capitals or with spaces as people type it. */
const mark = /^[ \t]*<!--[ \t]*members-only[ \t]*-->[ \t]*$/im;

/**
 * What everybody may read of a gated Markdown text: all before the mark. Without a mark all of it is gated. A mark in a block of code
 * counts, too, since a text that is closed by mistake is better than one that is open.
 *
 * @returns null if nothing is public
 */
export function publicPart(markdown: string): string | null {
  const found = mark.exec(markdown.replace(/\r\n?/g, '\n'));
  if (!found) return null;
  return found.input.slice(0, found.index).trimEnd() || null;
}
