import type { Database } from 'better-sqlite3';

/** What SQLite hands to a function of ours. */
type Value = null | string | number | bigint | Buffer;

/**
 * A text with case folded away. Letter by letter, so that a part of a text is folded as the whole is: `toLowerCase` alone
 * looks at a capital sigma's neighbours, and makes two characters of `İ`. Accents stay.
 */
const foldCase = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ').replaceAll('i\u0307', 'i');

/** The texts between the `%` of a pattern, folded; null where nothing can match it: its last character escapes none. */
function partsOf(pattern: string, escape: string): string[] | null {
  const parts = [''];
  let isEscaped = false;
  for (const character of pattern) {
    if (!isEscaped && character === escape) {
      isEscaped = true;
      continue;
    }
    if (character === '%' && !isEscaped) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
    isEscaped = false;
  }
  return isEscaped ? null : parts.map(foldCase);
}

/** Compiles a pattern of LIKE. Each part is looked for once, behind the one before: no `%` is tried at a second place. */
function compileLike(pattern: string, escape: string): (folded: string) => boolean {
  const parts = partsOf(pattern, escape);
  if (!parts) return () => false;
  const [first = '', ...others] = parts;
  const last = others.pop();
  return (folded) => {
    if (last === undefined) return folded === first;
    if (!folded.startsWith(first)) return false;
    let position = first.length;
    for (const part of others) {
      const index = folded.indexOf(part, position);
      if (index < 0) return false;
      position = index + part.length;
    }
    return folded.length - last.length >= position && folded.endsWith(last);
  };
}

/** Patterns that are kept compiled, above what one statement may have: they are asked of each row, all of them. */
const mostPatterns = 1_000;

/**
 * Makes `LOWER` and `LIKE` of a connection take letters of all alphabets for the same in both cases: SQLite's own know
 * ASCII's alone (https://sqlite.org/lang_expr.html#like), so that Strapi's `_q`, `$containsi` and the like would find
 * `Éclair` by `éclair` on MariaDB only. Nothing in the schema may use them, since a connection without would fail there.
 *
 * `_` stands for itself: Strapi escapes it everywhere but in `_q`, where people look for file names, and where many of them
 * would hold the process for minutes on a long text.
 */
export function foldAllLetters(connection: Database): void {
  const compiled = new Map<string, (folded: string) => boolean>();
  // One row's text is often asked by several patterns in turn.
  let [last, lastFolded] = ['', ''];
  function folded(text: string): string {
    if (text !== last) [last, lastFolded] = [text, foldCase(text)];
    return lastFolded;
  }

  function like(pattern: Value, text: Value, escape: string): number | null {
    if (pattern === null || text === null) return null;
    const key = `${escape}\n${String(pattern)}`;
    let matches = compiled.get(key);
    if (!matches) {
      if (compiled.size >= mostPatterns) compiled.clear();
      matches = compileLike(String(pattern), escape);
      compiled.set(key, matches);
    }
    return matches(folded(String(text))) ? 1 : 0;
  }

  // Large integers come whole.
  const options = { deterministic: true, safeIntegers: true };
  connection.function('lower', options, (value: Value) => (value === null ? null : foldCase(String(value))));
  connection.function('like', options, (pattern: Value, text: Value) => like(pattern, text, ''));
  connection.function('like', options, (pattern: Value, text: Value, escape: Value) =>
    escape === null ? null : like(pattern, text, String(escape)),
  );
}
