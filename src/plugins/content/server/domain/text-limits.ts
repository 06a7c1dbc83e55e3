/** Strapi's own limit of a `string`. */
const longestString = 255;
/** Summaries and interface texts. */
const longestPlainText = 10_000;
/** As long as a whole request to save one may be (Strapi's body parser: 1 MB): no import takes what no editor could save. */
const longestMarkdown = 1_000_000;

/** How many characters a text may have whose attribute sets no limit of its own. */
export function longestText(type: string): number {
  if (type === 'richtext') return longestMarkdown;
  return type === 'text' ? longestPlainText : longestString;
}
