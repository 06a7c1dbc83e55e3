/** Stands on a line of its own in a gated rich text: what comes before it is public, what comes after it is gated. */
const mark = /^[ \t]*<!--[ \t]*members-only[ \t]*-->[ \t]*\r?$/m;

/** The two parts of a gated rich text. Without a mark all of it is gated. */
export function splitAtMark(text: string): { open: string; gated: string } {
  const found = mark.exec(text);
  if (!found) return { open: '', gated: text };
  return { open: text.slice(0, found.index), gated: text.slice(found.index + found[0].length) };
}
