/** What opens a comment, a CDATA section, an instruction or a declaration, and what closes it (CommonMark 6.6, HTML comments and after). */
const kinds = [
  { opening: '<!-->', closing: '' },
  { opening: '<!--->', closing: '' },
  { opening: '<!--', closing: '-->' },
  { opening: '<![CDATA[', closing: ']]>' },
  { opening: '<?', closing: '?>' },
] as const;

/** Of the text that was looked at last: from where on there is none of a closing any more. */
let last: { text: string; absentFrom: Map<string, number> } = { text: '', absentFrom: new Map() };

/** Finds text; what is known not to come is not looked for again, so that a text of openings alone takes no longer than another. */
function indexOf(text: string, closing: string, from: number): number {
  if (last.text !== text) last = { text, absentFrom: new Map() };
  if (from >= (last.absentFrom.get(closing) ?? Infinity)) return -1;
  const index = text.indexOf(closing, from);
  if (index === -1) last.absentFrom.set(closing, from);
  return index;
}

/** Where mark-up that begins at `start` and is no tag ends; undefined where it is none, or never ends. */
export function markUpEnd(text: string, start: number): number | undefined {
  const isDeclaration = /^<![a-z]/i.test(text.slice(start, start + 3));
  const kind = isDeclaration
    ? { opening: '<!', closing: '>' }
    : kinds.find(({ opening }) => text.startsWith(opening, start));
  if (!kind) return undefined;
  const index = indexOf(text, kind.closing, start + kind.opening.length);
  return index === -1 ? undefined : index + kind.closing.length;
}
