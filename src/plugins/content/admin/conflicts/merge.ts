import type { Attribute, Attributes } from '../schema-state';
import {
  hasGoneRows,
  haveSameRows,
  isSaved,
  isValues,
  rowsOf,
  serialized,
  type AttributesOf,
  type Difference,
  type Values,
  type Versions,
} from './differences';

/** What a form and the version that somebody else has saved since it was opened make together. */
export interface Merge {
  /** Both have changed these fields. */
  conflicts: readonly Difference[];
  /** Only they have. */
  others: readonly Difference[];
  /** What is sent to keep what only they have changed, and to overwrite the rest. */
  data: Values;
}

interface FieldMerge extends Omit<Merge, 'data'> {
  /** What is sent of the field; none if theirs stays as a whole. */
  sent: readonly unknown[];
}

const isListed = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** Whether a form changes links of a row: it sends only changes of them, and no values. */
const setsLinks = (rows: unknown, attributes: Attributes): boolean =>
  rowsOf(rows).some((row) =>
    Object.entries(row).some(
      ([name, value]) =>
        attributes[name]?.type === 'relation' &&
        isValues(value) &&
        (isListed(value['connect']) || isListed(value['disconnect'])),
    ),
  );

/**
 * Keeps of two versions what each has changed since the form was opened. A form sends all its fields, also those that
 * nobody touched in it: they are not its own changes. Links are, since a form only sends changes of them.
 */
export function merge({ opened, theirs, mine }: Versions, attributes: Attributes, of: AttributesOf): Merge {
  const fields = Object.entries(mine).map(([name, value]): [string, FieldMerge] => {
    const attribute = attributes[name];
    if (!attribute || !isSaved(name)) return [name, { conflicts: [], others: [], sent: [value] }];
    return [
      name,
      mergeField(name, attribute, { opened: opened[name], theirs: theirs[name], mine: value }, of),
    ];
  });
  return {
    conflicts: fields.flatMap(([, { conflicts }]) => conflicts),
    others: fields.flatMap(([, { others }]) => others),
    data: Object.fromEntries(fields.flatMap(([name, { sent }]) => sent.map((value) => [name, value]))),
  };
}

function mergeField(
  name: string,
  attribute: Attribute,
  field: Versions<unknown>,
  of: AttributesOf,
): FieldMerge {
  const { opened, theirs, mine } = field;
  const isComponent = attribute.type === 'component';
  const isSame = (one: unknown, other: unknown): boolean =>
    serialized(one, attribute, of) === serialized(other, attribute, of);
  if (isSame(theirs, opened) || isSame(theirs, mine)) return { conflicts: [], others: [], sent: [mine] };
  if (isComponent && haveSameRows(field)) return mergeRows(name, attribute, field, of);

  const difference = { path: [name], attribute, theirs, mine, isKept: false };
  if (isSame(mine, opened) && !(isComponent && setsLinks(mine, of(attribute.component ?? ''))))
    return { conflicts: [], others: [{ ...difference, mine: opened }], sent: [] };
  const isKept = isComponent && hasGoneRows(mine, theirs);
  return { conflicts: [{ ...difference, isKept }], others: [], sent: isKept ? [] : [mine] };
}

function mergeRows(
  name: string,
  { component = '', repeatable }: Attribute,
  field: Versions<unknown>,
  of: AttributesOf,
): FieldMerge {
  const attributes = of(component);
  const [opened, mine] = [rowsOf(field.opened), rowsOf(field.mine)];
  const rows = rowsOf(field.theirs).map((theirs, index) => {
    const own = mine[index] ?? {};
    const { data, ...rest } = merge({ opened: opened[index] ?? {}, theirs, mine: own }, attributes, of);
    const isTheirs = (each: string): boolean => !(each in data) && attributes[each]?.type !== 'component';
    const kept = Object.keys(own).filter(isTheirs);
    const row = { ...data, ...Object.fromEntries(kept.map((each) => [each, theirs[each]])) };
    const within = (each: Difference): Difference => ({
      ...each,
      path: [name, ...(repeatable === true ? [String(index)] : []), ...each.path],
    });
    return { row, conflicts: rest.conflicts.map(within), others: rest.others.map(within) };
  });
  return {
    conflicts: rows.flatMap(({ conflicts }) => conflicts),
    others: rows.flatMap(({ others }) => others),
    sent: [repeatable === true ? rows.map(({ row }) => row) : rows[0]?.row],
  };
}

/** What a form makes again of a version that was deleted since: all that it holds, but rows that are gone. */
export function remake(mine: Values, attributes: Attributes, of: AttributesOf): Merge {
  const conflicts = Object.entries(mine).flatMap(([name, value]): Difference[] => {
    const attribute = attributes[name];
    if (!attribute || !isSaved(name) || serialized(value, attribute, of) === 'null') return [];
    const isKept = attribute.type === 'component' && hasGoneRows(value, undefined);
    return [{ path: [name], attribute, theirs: undefined, mine: value, isKept }];
  });
  const gone = new Set(conflicts.filter(({ isKept }) => isKept).map(({ path }) => path[0]));
  return {
    conflicts,
    others: [],
    data: Object.fromEntries(Object.entries(mine).filter(([name]) => !gone.has(name))),
  };
}
