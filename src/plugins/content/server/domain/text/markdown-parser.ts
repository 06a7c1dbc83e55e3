import MarkdownIt from 'markdown-it';
import { markUpEnd } from './mark-up';
import { literalsOf, type Literal } from './literals';

type InlineRule = Parameters<MarkdownIt['inline']['ruler']['push']>[1];
type BlockRule = Parameters<MarkdownIt['block']['ruler']['push']>[1];
type InlineState = Parameters<InlineRule>[0];

/** The parser leaves out what lies deeper than 100 (its `maxNesting`); from here on, lines are read as they stand. */
const deepestRead = 90;

const literals = new WeakMap<InlineState, readonly Literal[]>();

function literalAt(state: InlineState): Literal | undefined {
  let known = literals.get(state);
  if (!known) literals.set(state, (known = literalsOf(state.src)));
  let [from, to] = [0, known.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((known[middle]?.end ?? 0) > state.pos) to = middle;
    else from = middle + 1;
  }
  const literal = known[from];
  return literal && literal.start <= state.pos ? literal : undefined;
}

/** Addresses, bare ones too, keep their underscores and asterisks; backslashes and entities mean in them what they always do. */
const literal: InlineRule = (state, silent) => {
  const found = literalAt(state);
  if (!found) return false;
  const end = Math.min(found.end, state.posMax);
  if (!silent) state.pending += state.md.utils.unescapeAll(state.src.slice(state.pos, end));
  state.pos = end;
  return true;
};

/** Comments and the like: the parser's own expression would search to the end of the text for each that is never closed. */
const markUp: InlineRule = (state, silent) => {
  if (!/[!?]/.test(state.src[state.pos + 1] ?? '') || state.src[state.pos] !== '<') return false;
  const end = markUpEnd(state.src, state.pos);
  if (end === undefined) {
    if (!silent) state.pending += '<';
    state.pos += 1;
    return true;
  }
  if (!silent) state.push('html_inline', '', 0).content = state.src.slice(state.pos, end);
  state.pos = end;
  return true;
};

const tooDeep: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || state.level < deepestRead) return false;
  const token = state.push('inline', '', 0);
  token.content = state.getLines(startLine, endLine, state.blkIndent, false).trim();
  token.children = [];
  state.line = endLine;
  return true;
};

/**
 * CommonMark (https://spec.commonmark.org/0.31.2/) with the tables of GitHub's. Struck out words keep their tildes: without
 * them, a plain text would say what was taken back.
 */
export const markdown = new MarkdownIt({ html: true }).disable('strikethrough');
markdown.block.ruler.before('table', 'too_deep', tooDeep);
markdown.inline.ruler.before('text', 'literal', literal);
markdown.inline.ruler.before('html_inline', 'mark_up', markUp);
// Addresses are shown, never followed: as they were written, whatever they lead to.
markdown.validateLink = () => true;
markdown.normalizeLinkText = (address) => address;

/** What stands between the tags of a piece of HTML, and no Markdown. */
export const html = new MarkdownIt('zero', { html: true }).enable(['html_inline', 'entity']);
html.inline.ruler.before('html_inline', 'mark_up', markUp);
