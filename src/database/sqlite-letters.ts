import type { Database } from 'better-sqlite3';

type Value = null | string | number | bigint | Buffer;

/**
 * A text with case removed, letter by letter, so that a substring is folded like the whole: `toLowerCase` alone depends
 * on a capital sigma's neighbours, and makes two characters of `İ`. Accents stay.
 */
const foldCase = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ').replaceAll('i\u0307', 'i');

/** The folded texts between the `%` of a pattern; null if it ends with an escape, which matches nothing. */
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

/** Compiles a LIKE pattern. Each part is searched once, after the previous one, without backtracking. */
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

/** The number of cached patterns, more than one statement may have: each is applied to every row. */
const mostPatterns = 1_000;

/**
 * Makes `LOWER` and `LIKE` of a connection case-insensitive in all alphabets: SQLite's own only handle ASCII
 * (https://sqlite.org/lang_expr.html#like), so Strapi's `_q`, `$containsi` and the like would find `Éclair` by `éclair`
 * on MariaDB only. The schema must not use them, since a connection without these functions would fail.
 *
 * `_` is literal: Strapi escapes it everywhere except in `_q`, where people search for file names, and where many of them
 * would block the process for minutes on a long text.
 */
export function foldAllLetters(connection: Database): void {
  const compiled = new Map<string, (folded: string) => boolean>();
  // One row's text is often matched by several patterns in turn.
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

  // Do not lose digits of large integers.
  const options = { deterministic: true, safeIntegers: true };
  connection.function('lower', options, (value: Value) => (value === null ? null : foldCase(String(value))));
  connection.function('like', options, (pattern: Value, text: Value) => like(pattern, text, ''));
  connection.function('like', options, (pattern: Value, text: Value, escape: Value) =>
    escape === null ? null : like(pattern, text, String(escape)),
  );
}
