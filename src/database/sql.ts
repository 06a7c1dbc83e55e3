/** SQL that SQLite and MySQL read alike. Names come from Strapi's metadata, never from a request. */

/** A quoted name; SQLite takes MySQL's backticks. */
export const name = (identifier: string): string => `\`${identifier}\``;

/**
 * A column of text that no index is to be used for. Strapi indexes the kind of a component's owner field (`field`,
 * `component_type`); a planner without statistics takes that index, which holds the table whole, before the one on the owner.
 */
export const unindexed = (column: string): string => `COALESCE(${column}, '')`;

/**
 * The inside of an IN, in sizes that double, so that few statements serve lists of any length. It is filled by repeating
 * the last value, which an IN does not mind; an empty list becomes NULL, which matches nothing.
 */
export function inList<Value>(values: readonly Value[]): { sql: string; bindings: (Value | null)[] } {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
  const bindings = Array.from(
    { length: size },
    (_, index) => values[Math.min(index, values.length - 1)] ?? null,
  );
  return { sql: bindings.map(() => '?').join(', '), bindings };
}

/** What stands between the percent signs of a LIKE whose escape is `!` (a backslash means something else in MySQL). */
export const likePattern = (needle: string): string => `%${needle.replace(/[!%_]/g, '!$&')}%`;
