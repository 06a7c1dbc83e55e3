/**
 * A form's values as Strapi sends them: what a field holds for display beside what it sends is left out (`transformData` of the
 * content manager's DocumentActions, which it does not export).
 */
export function sentValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sentValues);
  if (typeof value !== 'object' || value === null) return value;
  if ('apiData' in value) return value.apiData;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sentValues(each)]));
}
