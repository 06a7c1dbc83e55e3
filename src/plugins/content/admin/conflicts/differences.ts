import type { Attribute, Attributes } from '../schema-state';

export type Values = Readonly<Record<string, unknown>>;

/** The same document, or row of a component, as it was opened, as it is stored now, and as it is to be saved. */
export interface Versions<Value = Values> {
  opened: Value;
  theirs: Value;
  mine: Value;
}

export interface Difference {
  /** The attributes, and numbers of rows, that lead to the field. */
  path: readonly string[];
  attribute: Attribute;
  theirs: unknown;
  mine: unknown;
  /** Their rows stay even if the rest is overwritten: rows of mine are gone, and their links with them. */
  isKept: boolean;
}

type AttributesOf = (component: string) => Attributes;

/** What a form does not save. */
const ownedByServer = new Set([
  'createdAt',
  'updatedAt',
  'publishedAt',
  'firstPublishedAt',
  'locale',
  'localizations',
]);

export const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const rowsOf = (value: unknown): Values[] =>
  Array.isArray(value) ? value.filter(isValues) : isValues(value) ? [value] : [];

const idsOf = (value: unknown): unknown[] => rowsOf(value).map(({ id }) => id ?? null);

function comparable(value: unknown, attribute: Attribute, attributesOf: AttributesOf): unknown {
  if (value === undefined || value === null || value === '') return null;
  if (attribute.type === 'relation') return null;
  if (attribute.type === 'media') return idsOf(value);
  if (attribute.type === 'component') {
    const attributes = Object.entries(attributesOf(attribute.component ?? ''));
    const rows = rowsOf(value);
    return rows.map((row) => [
      row['id'] ?? null,
      ...attributes.map(([name, each]) => comparable(row[name], each, attributesOf)),
    ]);
  }
  if (attribute.type === 'datetime' && typeof value === 'string') return Date.parse(value) || value;
  return value;
}

const serialized = (value: unknown, attribute: Attribute, attributesOf: AttributesOf): string => {
  const compared = comparable(value, attribute, attributesOf);
  return JSON.stringify(Array.isArray(compared) && compared.length === 0 ? null : compared);
};

const haveSameRows = ({ opened, theirs, mine }: Versions<unknown>): boolean => {
  const ids = JSON.stringify(idsOf(theirs));
  return ids !== '[]' && ids === JSON.stringify(idsOf(opened)) && ids === JSON.stringify(idsOf(mine));
};

/** Whether rows that would be saved are no longer stored. */
const hasGoneRows = (mine: unknown, theirs: unknown): boolean => {
  const stored = new Set(idsOf(theirs));
  return idsOf(mine).some((id) => id !== null && !stored.has(id));
};

/**
 * The fields that somebody else has changed since a form was opened, and that saving it would change again. A form sends
 * all its fields, so those that nobody touched in it are among them. Links are not: a form only sends changes of them.
 */
export function differences(
  { opened, theirs, mine }: Versions,
  attributes: Attributes,
  attributesOf: AttributesOf,
): Difference[] {
  return Object.keys(mine).flatMap((name): Difference[] => {
    const attribute = attributes[name];
    if (!attribute || ownedByServer.has(name)) return [];
    const field = { opened: opened[name], theirs: theirs[name], mine: mine[name] };
    const text = (value: unknown): string => serialized(value, attribute, attributesOf);
    if (text(field.theirs) === text(field.opened) || text(field.theirs) === text(field.mine)) return [];
    if (attribute.type === 'component' && haveSameRows(field))
      return inRows(name, attribute, field, attributesOf);
    const isKept = attribute.type === 'component' && hasGoneRows(field.mine, field.theirs);
    return [{ path: [name], attribute, theirs: field.theirs, mine: field.mine, isKept }];
  });
}

function inRows(
  name: string,
  { component = '', repeatable }: Attribute,
  field: Versions<unknown>,
  attributesOf: AttributesOf,
): Difference[] {
  const [opened, mine] = [rowsOf(field.opened), rowsOf(field.mine)];
  return rowsOf(field.theirs).flatMap((theirs, index) => {
    const row = { opened: opened[index] ?? {}, theirs, mine: mine[index] ?? {} };
    return differences(row, attributesOf(component), attributesOf).map((each) => ({
      ...each,
      path: [name, ...(repeatable === true ? [String(index)] : []), ...each.path],
    }));
  });
}

/** What is sent to overwrite: all but what stays theirs. */
export function withoutKept(mine: Values, found: readonly Difference[]): Values {
  const kept = new Set(found.filter(({ isKept }) => isKept).map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(mine).filter(([name]) => !kept.has(name)));
}
