/** The entries of a text, one per line, without surrounding spaces and empty lines. */
export const entriesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A stored list as editable text. Strapi's form may hold it as JSON. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n');
  if (typeof value !== 'string' || value === '') return '';
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? textOf(parsed) : value;
  } catch {
    return value;
  }
}
