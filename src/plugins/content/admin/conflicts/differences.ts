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
  /** Of a field that only they have changed: what it was when the form was opened. */
  mine: unknown;
  /** Their rows stay even if the rest is overwritten: rows of mine are gone, and their links with them. */
  isKept: boolean;
}

export type AttributesOf = (component: string) => Attributes;

/** What a form does not save. */
const ownedByServer = new Set([
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'firstPublishedAt',
  'locale',
  'localizations',
]);

/** Whether a form saves an attribute that has this name. */
export const isSaved = (name: string): boolean => !ownedByServer.has(name);

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

/** Values that a form would save alike have the same text. */
export const serialized = (value: unknown, attribute: Attribute, attributesOf: AttributesOf): string => {
  const compared = comparable(value, attribute, attributesOf);
  return JSON.stringify(Array.isArray(compared) && compared.length === 0 ? null : compared);
};

export const haveSameRows = ({ opened, theirs, mine }: Versions<unknown>): boolean => {
  const ids = JSON.stringify(idsOf(theirs));
  return ids !== '[]' && ids === JSON.stringify(idsOf(opened)) && ids === JSON.stringify(idsOf(mine));
};

/** Whether rows that would be saved are no longer stored. */
export const hasGoneRows = (mine: unknown, theirs: unknown): boolean => {
  const stored = new Set(idsOf(theirs));
  return idsOf(mine).some((id) => id !== null && !stored.has(id));
};
