import { shorten } from './text';

/** A part of a longer text; what is kept is the last to be cut. */
export interface Block {
  text: string;
  keep: boolean;
}

export const kept = (...lines: readonly string[]): Block => ({ text: lines.join('\n'), keep: true });
export const cuttable = (text: string): Block => ({ text, keep: false });

const gap = '\n\n';
/** Less than this of a text is not worth its place. */
const leastPart = 40;

/**
 * Blocks as one text of at most `limit` characters, with an empty line between them. What is to be kept stays whole where
 * that is possible at all; the other blocks share what room is left, the first ones first. Empty blocks vanish.
 */
export function fit(blocks: readonly Block[], limit: number): string {
  const present = blocks.filter(({ text }) => text !== '');
  const taken = present
    .filter(({ keep }) => keep)
    .reduce((sum, { text }) => sum + text.length + gap.length, 0);
  let room = limit + gap.length - taken;
  const texts = present.map(({ text, keep }) => {
    if (keep) return text;
    const part =
      text.length <= room - gap.length || room >= leastPart ? shorten(text, room - gap.length) : '';
    if (part !== '') room -= part.length + gap.length;
    return part;
  });
  return shorten(texts.filter((text) => text !== '').join(gap), limit);
}
