import { isObject } from './issues';

/** The state of the query builder before execution, including what Strapi and the club have added. */
export interface BuiltState {
  select: unknown[];
  where: unknown;
  joins: { referencedTable?: string; on?: unknown }[];
  orderBy: unknown;
}

interface Tables {
  /** The tables whose joins multiply rows, as `joinKey`s. */
  toMany: ReadonlySet<string>;
  /** Whether Strapi wraps the query to sort by attributes of a relation. */
  sortsDeep: boolean;
}

/**
 * Higher than `readerLimits` by what is added later: language, version, `isActive`, the ids of a populate's parents and
 * its own join.
 */
const limits = { conditions: 40, joins: 20, toMany: 4, sortKeys: 7 };

/** Identifies the join table of an attribute. */
export function joinKey(table: string | undefined, on: unknown): string {
  return `${table}:${isObject(on) && typeof on['field'] === 'string' ? on['field'] : ''}`;
}

/**
 * The second line of defence for all entry points: the exceeded limit of a query in its final form as a sentence; null if
 * there is none.
 */
export function excessOfState({ select, where, joins, orderBy }: BuiltState, tables: Tables): string | null {
  const toMany = joins.filter(({ referencedTable, on }) => tables.toMany.has(joinKey(referencedTable, on)));
  const conditions = conditionsIn(where);
  const sortKeys = Array.isArray(orderBy) ? orderBy.length : 0;
  if (toMany.length > limits.toMany)
    return `Too many conditions or sorts through relations with several entries: ${toMany.length}; the limit is ${limits.toMany}.`;
  if (joins.length > limits.joins)
    return `Too many conditions or sorts through relations: ${joins.length} joins; the limit is ${limits.joins}.`;
  if (conditions > limits.conditions)
    return `Too many conditions: ${conditions}; the limit is ${limits.conditions}.`;
  if (sortKeys > limits.sortKeys)
    return `Too many keys to sort by: ${sortKeys}; the limit is ${limits.sortKeys}.`;
  if (
    tables.sortsDeep &&
    select.some((column) => typeof column === 'string' && column.includes(' as __strapi'))
  )
    return 'What is populated is sorted by attributes of its own, not by those of a relation.';
  return null;
}

const lists: ReadonlySet<string> = new Set(['$in', '$notIn', '$between']);
const groups: ReadonlySet<string> = new Set(['$and', '$or']);

function conditionsIn(where: unknown, key = '$and'): number {
  if (Array.isArray(where)) {
    const isOneCondition = !groups.has(key) && (lists.has(key) || !key.startsWith('$'));
    return isOneCondition ? 1 : where.reduce<number>((sum, part) => sum + conditionsIn(part, key), 0);
  }
  if (!isObject(where) || Object.getPrototypeOf(where) !== Object.prototype) return 1;
  return Object.entries(where).reduce((sum, [inner, part]) => sum + conditionsIn(part, inner), 0);
}
