import type { Database } from 'better-sqlite3';

/** What SQLite hands to a function of ours. */
type Value = null | string | number | bigint | Buffer;

/**
 * A text with case folded away. Letter by letter, so that a part of a text is folded as the whole is: `toLowerCase` alone
 * looks at a capital sigma's neighbours, and makes two characters of `İ`. Accents stay.
 */
const foldCase = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ').replaceAll('i\u0307', 'i');

/** Whether a character that takes two units has its second there: SQLite hands over no halves. */
const isLowHalf = (text: string, index: number): boolean => (text.charCodeAt(index) & 0xfc00) === 0xdc00;

/** Folded texts, with any one character between each and the next (`_`). */
type Part = readonly string[];

/**
 * What stands between the `%` of a pattern; null where nothing can match it: its last character escapes none. `%_` is read as
 * `_%`, which means the same, so that every part between two `%` begins with a text to look for.
 */
function partsOf(pattern: string, escape: string): Part[] | null {
  let part = [''];
  let before = part;
  const parts = [part];
  let isEscaped = false;
  for (const character of pattern) {
    if (!isEscaped && character === escape) {
      isEscaped = true;
      continue;
    }
    const sign = isEscaped ? '' : character;
    isEscaped = false;
    const isEmpty = parts.length > 1 && part[0] === '';
    if (sign === '_') (isEmpty ? before : part).push('');
    else if (sign !== '%') part.push(`${part.pop() ?? ''}${character}`);
    else if (!isEmpty) {
      before = part;
      part = [''];
      parts.push(part);
    }
  }
  return isEscaped ? null : parts.map((each) => each.map(foldCase));
}

/** Where a part that begins at an index ends, or -1. */
function endOf(text: string, part: Part, start: number): number {
  let end = start;
  for (let index = 0; index < part.length; index += 1) {
    const literal = part[index] ?? '';
    if (index > 0) {
      if (end >= text.length) return -1;
      end += isLowHalf(text, end + 1) ? 2 : 1;
    }
    if (!text.startsWith(literal, end)) return -1;
    end += literal.length;
  }
  return end;
}

/** Where the first such part from an index on ends, or -1. */
function endOfNext(text: string, part: Part, from: number): number {
  const [first = ''] = part;
  for (let start = text.indexOf(first, from); start >= 0; start = text.indexOf(first, start + 1)) {
    const end = endOf(text, part, start);
    if (end >= 0) return end;
  }
  return -1;
}

/** Where a part that ends where the text does begins, or -1. */
function startOfLast(text: string, part: Part): number {
  let start = text.length;
  for (const [index, literal] of part.toReversed().entries()) {
    if (index > 0) start -= isLowHalf(text, start - 1) ? 2 : 1;
    start -= literal.length;
    if (start < 0 || !text.startsWith(literal, start)) return -1;
  }
  return start;
}

/**
 * Compiles a pattern of SQL's LIKE. Each part is looked for once, behind the one before: no `%` is tried at a second place,
 * so that the time grows with the text's length times the pattern's at worst.
 */
function compileLike(pattern: string, escape: string): (text: string) => boolean {
  const parts = partsOf(pattern, escape);
  if (!parts) return () => false;
  const [first = [], ...others] = parts;
  const last = others.pop();
  return (text) => {
    const folded = foldCase(text);
    let position = endOf(folded, first, 0);
    if (!last) return position === folded.length;
    for (const part of others) {
      if (position < 0) return false;
      position = endOfNext(folded, part, position);
    }
    return position >= 0 && startOfLast(folded, last) >= position;
  };
}

/** Patterns that are kept compiled: a statement's are asked of each row. */
const mostPatterns = 100;

/**
 * Makes `LOWER` and `LIKE` of a connection take letters of all alphabets for the same in both cases: SQLite's own know
 * ASCII's alone (https://sqlite.org/lang_expr.html#like), so that Strapi's `_q`, `$containsi` and the like would find
 * `Éclair` by `éclair` on MariaDB only. Nothing in the schema may use them, since a connection without would fail there.
 */
export function foldAllLetters(connection: Database): void {
  const compiled = new Map<string, (text: string) => boolean>();

  function like(pattern: Value, text: Value, escape: string): number | null {
    if (pattern === null || text === null) return null;
    const key = `${escape}\n${String(pattern)}`;
    let matches = compiled.get(key);
    if (!matches) {
      if (compiled.size >= mostPatterns) compiled.clear();
      matches = compileLike(String(pattern), escape);
      compiled.set(key, matches);
    }
    return matches(String(text)) ? 1 : 0;
  }

  // Large integers come whole.
  const options = { deterministic: true, safeIntegers: true };
  connection.function('lower', options, (value: Value) => (value === null ? null : foldCase(String(value))));
  connection.function('like', options, (pattern: Value, text: Value) => like(pattern, text, ''));
  connection.function('like', options, (pattern: Value, text: Value, escape: Value) =>
    escape === null ? null : like(pattern, text, String(escape)),
  );
}
