const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The beginning of a text, of at most `limit` UTF-16 units (as JavaScript and the databases' columns are measured here).
 * It ends between two characters as people see them (grapheme clusters, https://unicode.org/reports/tr29/): never within a
 * surrogate pair, which strict JSON readers refuse, and not between a letter and its accent or within an emoji.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  // Whether there is a boundary at the limit follows from what stands before it and from the one code point after it.
  const start = graphemes.segment(text.slice(0, limit + 2)).containing(limit)?.index ?? 0;
  return text.slice(0, start);
}

/** As `cut`, of at most `limit` bytes of UTF-8. */
export function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  let end = Math.max(0, limit);
  // The second and later bytes of a code point begin with the bits 10.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return cut(text, bytes.subarray(0, end).toString().length);
}
