/** A page of a list, as in the parameters of the database layer. */
export interface Page {
  offset?: number;
  limit?: number;
}

/** The page of one parent's list: a limit on a query for many parents would count all their entries together. */
export function pageOf(value: unknown, { offset = 0, limit }: Page): unknown {
  if (!Array.isArray(value)) return value;
  return value.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** Whether a query is plain data, so that equal JSON means an equal query. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}
