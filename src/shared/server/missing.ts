/**
 * Whether a value is missing, so that English stands in for it: nothing, an empty text or list, or a text of spaces alone, which
 * editors leave behind where they clear a field.
 */
export const isMissing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);
