import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../../shared/server/is-record';
import { momentOf } from './rules/formats';
import type { Values } from './rules/issues';
import { isLocalized } from '../../contract/localized';
import type { Attribute, Attributes } from './schema';

type ComponentOf = (uid: string) => Attributes;

/** The attributes that are the same in every language according to the schema, except the slug, which is handled separately. */
export function sharedAttributes(attributes: Attributes): string[] {
  return Object.entries(attributes)
    .filter(([name, attribute]) => isLocalized(attribute) === false && name !== 'slug')
    .map(([name]) => name);
}

const numbers = new Set(['integer', 'biginteger', 'float', 'decimal']);

function scalarEqual(attribute: Attribute | undefined, sent: unknown, stored: unknown): boolean {
  const [asked, held] = [sent, stored].map((value) => (value === '' ? null : (value ?? null)));
  if (asked === null || held === null) return asked === held;
  if (attribute?.type === 'datetime') return momentOf(asked) === momentOf(held);
  if (numbers.has(attribute?.type ?? '')) return Number(asked) === Number(held);
  return isDeepStrictEqual(asked, held);
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** The keys of the linked documents or files; a row id and a `documentId` identify the same one. */
function keysOf(value: unknown): string[][] {
  return listOf(value).map((entry) =>
    isRecord(entry)
      ? [entry['id'], entry['documentId']].filter((key) => key !== undefined && key !== null).map(String)
      : [String(entry)],
  );
}

const isAmong = (keys: readonly string[], held: readonly string[][]): boolean =>
  held.some((others) => keys.some((key) => others.includes(key)));

const isChangeOfLinks = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && ('connect' in value || 'disconnect' in value || 'set' in value);

/**
 * The admin panel sends added and removed links, `{ connect, disconnect }`; other clients may send all links. "Fill in
 * from another locale" connects, in a new translation, what English already has.
 */
function relationEqual(sent: unknown, stored: unknown): boolean {
  const held = keysOf(stored);
  if (isChangeOfLinks(sent)) {
    const connected = keysOf(sent['connect']);
    const taken = keysOf(sent['disconnect']);
    const isLost = held.some((keys) => isAmong(keys, taken) && !isAmong(keys, connected));
    if (isLost || connected.some((keys) => !isAmong(keys, held))) return false;
    return sent['set'] === undefined || relationEqual(sent['set'], stored);
  }
  const asked = keysOf(sent);
  return (
    asked.length === held.length &&
    asked.every((keys, index) => keys.some((key) => held[index]?.includes(key)))
  );
}

function attributeEqual(
  attribute: Attribute | undefined,
  sent: unknown,
  stored: unknown,
  componentOf: ComponentOf,
): boolean {
  switch (attribute?.type) {
    case 'relation':
    case 'media':
      return relationEqual(sent, stored);
    case 'component': {
      const inner = componentOf(attribute.component ?? '');
      const [asked, held] = [listOf(sent), listOf(stored)];
      return (
        asked.length === held.length &&
        asked.every((entry, index) => isSameEntry(inner, entry, held[index], componentOf))
      );
    }
    default:
      return scalarEqual(attribute, sent, stored);
  }
}

function isSameEntry(
  attributes: Attributes,
  sent: unknown,
  stored: unknown,
  componentOf: ComponentOf,
): boolean {
  if (!isRecord(sent) || !isRecord(stored)) return false;
  return Object.entries(attributes).every(
    ([name, attribute]) =>
      !(name in sent) || attributeEqual(attribute, sent[name], stored[name], componentOf),
  );
}

/** Whether a form's field is empty, or is a component whose own fields all are. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isChangeOfLinks(value)) return Object.values(value).every(isNothing);
  if (!isRecord(value) || value instanceof Date) return false;
  return Object.entries(value).every(([name, each]) => name.startsWith('__') || isNothing(each));
}

/** The rows that a translation's shared attributes are compared with. */
export interface ComparedRows {
  /**
   * Values of these rows are not changes. English first, with relations, media and components populated: the English
   * draft and published row, and the translation's own.
   */
  rows: readonly Values[];
  /** Whether the translation is new: its form then shows the schema's default values, which are no changes. */
  isNew: boolean;
}

/**
 * The shared attributes that a translation would change. Empty values, as in a new translation's form, and values that
 * are already stored, which forms send too, are not changes.
 */
export function changedSharedAttributes(
  attributes: Attributes,
  sent: Values,
  { rows, isNew }: ComparedRows,
  componentOf: ComponentOf,
): string[] {
  return sharedAttributes(attributes).filter((name) => {
    const attribute = attributes[name];
    if (!(name in sent) || isNothing(sent[name])) return false;
    if (isNew && attribute?.default !== undefined && isDeepStrictEqual(sent[name], attribute.default))
      return false;
    return !rows.some((row) => attributeEqual(attribute, sent[name], row[name], componentOf));
  });
}

/** The attributes in which a row of another language differs from the English one; both are populated. */
export function differingAttributes(
  attributes: Attributes,
  names: readonly string[],
  { row, english }: { row: Values; english: Values },
  componentOf: ComponentOf,
): string[] {
  return names.filter((name) => !attributeEqual(attributes[name], row[name], english[name], componentOf));
}

/** The shared attributes with links to other documents, directly or in components. */
export function linkingAttributes(attributes: Attributes, componentOf: ComponentOf): string[] {
  return sharedAttributes(attributes).filter((name) => {
    const attribute = attributes[name];
    if (attribute?.type !== 'component') return attribute?.type === 'relation';
    return Object.values(componentOf(attribute.component ?? '')).some(({ type }) => type === 'relation');
  });
}

/** What to populate to compare these attributes: relations and media by id, components with theirs. */
export function populationOf(
  attributes: Attributes,
  names: readonly string[],
  componentOf: ComponentOf,
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      const attribute = attributes[name];
      if (attribute?.type === 'relation' || attribute?.type === 'media')
        return [[name, { select: ['id', 'documentId'] }]];
      if (attribute?.type !== 'component') return [];
      const inner = componentOf(attribute.component ?? '');
      return [[name, { populate: populationOf(inner, Object.keys(inner), componentOf) }]];
    }),
  );
}

/** The row id for a link to a document, from the populated link. */
type LinkTo = (target: string, link: Values) => unknown;

function written(
  attribute: Attribute | undefined,
  value: unknown,
  componentOf: ComponentOf,
  linkTo: LinkTo,
): unknown {
  if (attribute?.type === 'json') return value;
  if (Array.isArray(value)) return value.map((entry) => written(attribute, entry, componentOf, linkTo));
  if (!isRecord(value)) return value;
  if (attribute?.type === 'media') return value['id'];
  if (attribute?.type === 'relation') return linkTo(attribute.target ?? '', value);
  if (attribute?.type !== 'component') return value;
  const inner = componentOf(attribute.component ?? '');
  return Object.fromEntries(
    Object.keys(inner).map((name) => [name, written(inner[name], value[name], componentOf, linkTo)]),
  );
}

/**
 * These attributes of a populated row as data for another row: components as new entries, media and links by row id.
 *
 * @param linkTo chooses the target row of a link; by default the one that this row links to
 */
export function copied(
  attributes: Attributes,
  names: readonly string[],
  row: Values,
  componentOf: ComponentOf,
  linkTo: LinkTo = (_target, link) => link['id'],
): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [name, written(attributes[name], row[name] ?? null, componentOf, linkTo)]),
  );
}
