import type { Core } from '@strapi/strapi';

/** SQL that works in SQLite and MySQL. Names come from Strapi's metadata, never from a request. */

/** A quoted name; SQLite accepts MySQL's backticks. */
export const name = (identifier: string): string => `\`${identifier}\``;

/**
 * A text column without the use of an index. Strapi indexes `field` and `component_type` of component tables; without
 * statistics, a planner prefers such an index, which matches the whole table, to the one on the owner.
 */
export const unindexed = (column: string): string => `COALESCE(${column}, '')`;

/**
 * The list of an IN, in sizes that double, so that few prepared statements serve lists of any length. It is padded with
 * the last value, which does not change an IN; an empty list becomes NULL, which matches nothing.
 */
export function inList<Value>(values: readonly Value[]): { sql: string; bindings: (Value | null)[] } {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
  const bindings = Array.from(
    { length: size },
    (_, index) => values[Math.min(index, values.length - 1)] ?? null,
  );
  return { sql: bindings.map(() => '?').join(', '), bindings };
}

/** A LIKE pattern that contains `needle`, with `!` as the escape (a backslash has another meaning in MySQL). */
export const likePattern = (needle: string): string => `%${needle.replace(/[!%_]/g, '!$&')}%`;

/** The present, by the database's clock, as columns of Strapi's type `datetime` store it. */
export const currentTimeSql = (strapi: Core.Strapi): string =>
  strapi.db.dialect.client === 'sqlite' ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)" : 'UTC_TIMESTAMP(3)';
