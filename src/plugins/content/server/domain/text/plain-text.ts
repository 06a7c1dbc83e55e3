/**
 * Markdown as a plain sentence: marks away, links by their text, white space folded; cut at a word, with an ellipsis,
 * to at most `limit` characters.
 */
export function plainText(markdown: string, limit: number): string {
  const text = markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/(\*\*|__|[*_`~])(?=\S)(.+?)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= limit) return text;
  const space = text.slice(0, limit).lastIndexOf(' ');
  return `${text.slice(0, space > limit / 2 ? space : limit - 1)}…`;
}
