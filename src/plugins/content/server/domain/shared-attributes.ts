import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../../shared/server/is-record';
import { momentOf } from './rules/formats';
import type { Values } from './rules/issues';
import { isLocalized, type Attribute, type Attributes } from './schema';

type ComponentOf = (uid: string) => Attributes;

/** The attributes that are the same in every language: those whose schema says so. The slug is one, and set apart. */
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

/** What a relation or a media field holds, as one key each; both row ids and documentIds name the same thing. */
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
 * The admin panel sends what was added and taken away, `{ connect, disconnect }`; a client may send the whole. "Fill in from
 * another locale" connects, in a new translation, what English has already.
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

/** Nothing was put into a field of a form: it is empty, or a component all of whose own fields are. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isChangeOfLinks(value)) return Object.values(value).every(isNothing);
  if (!isRecord(value) || value instanceof Date) return false;
  return Object.entries(value).every(([name, each]) => name.startsWith('__') || isNothing(each));
}

/** What a translation's shared attributes are held against. */
export interface ComparedRows {
  /**
   * The rows whose values it may send without changing anything, English first, with relations, media and components
   * populated: English as it is edited and as it is public, and the translation's own.
   */
  rows: readonly Values[];
  /** There is no such translation yet: a form then shows the schema's default values, which nobody chose. */
  isNew: boolean;
}

/**
 * The attributes that a translation would change though they are the same in every language. Nothing is changed by what is
 * sent empty, as a new translation's form has it, or as it stands already, as forms do that send all they show.
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

/** Which of these attributes a row of another language has otherwise than the English one; both populated. */
export function differingAttributes(
  attributes: Attributes,
  names: readonly string[],
  { row, english }: { row: Values; english: Values },
  componentOf: ComponentOf,
): string[] {
  return names.filter((name) => !attributeEqual(attributes[name], row[name], english[name], componentOf));
}

/** The shared attributes that lead to other documents, by themselves or in components. */
export function linkingAttributes(attributes: Attributes, componentOf: ComponentOf): string[] {
  return sharedAttributes(attributes).filter((name) => {
    const attribute = attributes[name];
    if (attribute?.type !== 'component') return attribute?.type === 'relation';
    return Object.values(componentOf(attribute.component ?? '')).some(({ type }) => type === 'relation');
  });
}

/** What to populate so that these attributes can be compared: relations and media by id, components with theirs. */
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

/** The row id for a link to a document, given the link as it was populated. */
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
 * These attributes of a populated row, ready to be written into another: components as new entries, media and links by row id.
 *
 * @param linkTo which row of a linked document the other row is to have; by itself the one that this row has
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
