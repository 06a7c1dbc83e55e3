/** A part of a list, as the database layer asks for it. */
export interface Page {
  offset?: number;
  limit?: number;
}

/** Each parent's own part of its list: a limit on a query for many parents would count them all together. */
export function pageOf(value: unknown, { offset = 0, limit }: Page): unknown {
  if (!Array.isArray(value)) return value;
  return value.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** Whether a query is data alone, and so the same as another that is written the same. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}
