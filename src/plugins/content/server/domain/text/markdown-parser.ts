import MarkdownIt from 'markdown-it';

/** Delimiters of comments, CDATA sections, instructions and declarations (CommonMark 6.6, HTML comments and after). */
const kinds = [
  { opening: '<!-->', closing: '' },
  { opening: '<!--->', closing: '' },
  { opening: '<!--', closing: '-->' },
  { opening: '<![CDATA[', closing: ']]>' },
  { opening: '<?', closing: '?>' },
] as const;

/** For the latest text: the index from which a closing delimiter no longer occurs. */
let last: { text: string; absentFrom: Map<string, number> } = { text: '', absentFrom: new Map() };

/** Like `String.indexOf`, but remembers misses, so that a text full of openings takes linear time. */
function indexOf(text: string, closing: string, from: number): number {
  if (last.text !== text) last = { text, absentFrom: new Map() };
  if (from >= (last.absentFrom.get(closing) ?? Infinity)) return -1;
  const index = text.indexOf(closing, from);
  if (index === -1) last.absentFrom.set(closing, from);
  return index;
}

/** The end of markup at `start` that is not a tag; undefined if it is not markup or never ends. */
export function markUpEnd(text: string, start: number): number | undefined {
  const isDeclaration = /^<![a-z]/i.test(text.slice(start, start + 3));
  const kind = isDeclaration
    ? { opening: '<!', closing: '>' }
    : kinds.find(({ opening }) => text.startsWith(opening, start));
  if (!kind) return undefined;
  const index = indexOf(text, kind.closing, start + kind.opening.length);
  return index === -1 ? undefined : index + kind.closing.length;
}

/** A range of Markdown without marks. */
export interface Literal {
  start: number;
  end: number;
}

const letter = String.raw`\p{L}\p{N}`;
const url = String.raw`(?<![${letter}])(?:[a-z][a-z0-9+.-]{0,30}://|www\.)[^\s<>\[\]\x60"]+`;
const mail = String.raw`(?<![${letter}])[${letter}._%+-]{1,64}@[${letter}-]+(?:\.[${letter}-]+)+`;
/** `7*8*9`: emphasis in CommonMark, but meant as multiplication. */
const times = String.raw`(?<=\d)\*(?=\d)`;
const pattern = new RegExp(`(?<url>${url})|(?<mail>${mail})|${times}`, 'giu');

/** URLs, mail addresses, and asterisks between digits, in order. */
export function literalsOf(text: string): Literal[] {
  if (!/:\/\/|www\.|@|\d\*\d/i.test(text)) return [];
  return Array.from(text.matchAll(pattern), ({ 0: found, index, groups }) => {
    const end = index + found.length;
    // Trailing marks may close emphasis around the address: `*https://example.com*`.
    if (groups?.['url']) return { start: index, end: end - (/[*_\\]+$/.exec(found)?.[0].length ?? 0) };
    const marks = /^_+/.exec(found)?.[0] ?? '';
    const isWrapped = marks !== '' && text.startsWith(marks, end);
    return { start: index + (isWrapped ? marks.length : 0), end };
  });
}

type InlineRule = Parameters<MarkdownIt['inline']['ruler']['push']>[1];
type BlockRule = Parameters<MarkdownIt['block']['ruler']['push']>[1];
type InlineState = Parameters<InlineRule>[0];

/** The parser drops what is nested deeper than 100 (its `maxNesting`); from this level on, lines are read as plain text. */
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

/**
 * URLs and mail addresses, even bare ones, keep their underscores and asterisks; backslashes and entities work as usual
 * in them.
 */
const literal: InlineRule = (state, silent) => {
  const found = literalAt(state);
  if (!found) return false;
  const end = Math.min(found.end, state.posMax);
  if (!silent) state.pending += state.md.utils.unescapeAll(state.src.slice(state.pos, end));
  state.pos = end;
  return true;
};

/** Comments and the like: the parser's own regular expression would search to the end of the text for each unclosed one. */
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
 * CommonMark (https://spec.commonmark.org/0.31.2/) with GitHub's tables. Struck-through words keep their tildes: without
 * them, plain text would assert what was retracted.
 */
export const markdown = new MarkdownIt({ html: true }).disable('strikethrough');
markdown.block.ruler.before('table', 'too_deep', tooDeep);
markdown.inline.ruler.before('text', 'literal', literal);
markdown.inline.ruler.before('html_inline', 'mark_up', markUp);
// Addresses are only shown, never followed, so any is allowed, as it was written.
markdown.validateLink = () => true;
markdown.normalizeLinkText = (address) => address;

/** Parses the text between HTML tags, which is not Markdown. */
export const html = new MarkdownIt('zero', { html: true }).enable(['html_inline', 'entity']);
html.inline.ruler.before('html_inline', 'mark_up', markUp);
