import { isDeepStrictEqual } from 'node:util';
import { isLocalized, type Attribute, type Attributes } from './schema';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** The attributes that are the same in every language: those whose schema says so. The slug is one, and set apart. */
export function sharedAttributes(attributes: Attributes): string[] {
  return Object.entries(attributes)
    .filter(([name, attribute]) => isLocalized(attribute) === false && name !== 'slug')
    .map(([name]) => name);
}

const isMoment = (attribute: Attribute | undefined): boolean => attribute?.type === 'datetime';

function scalarEqual(attribute: Attribute | undefined, sent: unknown, stored: unknown): boolean {
  if ((sent ?? null) === null || (stored ?? null) === null) return (sent ?? null) === (stored ?? null);
  if (isMoment(attribute))
    return new Date(String(sent)).getTime() === new Date(stored as Date | string).getTime();
  return isDeepStrictEqual(sent, stored);
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

/** The admin panel sends what was added and taken away, `{ connect, disconnect }`; a client may send the whole. */
function relationEqual(sent: unknown, stored: unknown): boolean {
  if (isRecord(sent) && ('connect' in sent || 'disconnect' in sent || 'set' in sent)) {
    if (keysOf(sent['connect']).length > 0 || keysOf(sent['disconnect']).length > 0) return false;
    return sent['set'] === undefined || relationEqual(sent['set'], stored);
  }
  const [asked, held] = [keysOf(sent), keysOf(stored)];
  return (
    asked.length === held.length &&
    asked.every((keys, index) => keys.some((key) => held[index]?.includes(key)))
  );
}

function attributeEqual(
  attribute: Attribute | undefined,
  sent: unknown,
  stored: unknown,
  componentAttributes: (uid: string) => Attributes,
): boolean {
  switch (attribute?.type) {
    case 'relation':
    case 'media':
      return relationEqual(sent, stored);
    case 'component': {
      const inner = componentAttributes(attribute.component ?? '');
      const [asked, held] = [listOf(sent), listOf(stored)];
      return (
        asked.length === held.length &&
        asked.every((entry, index) => changedOf(inner, entry, held[index], componentAttributes).length === 0)
      );
    }
    default:
      return scalarEqual(attribute, sent, stored);
  }
}

function changedOf(
  attributes: Attributes,
  sent: unknown,
  stored: unknown,
  componentAttributes: (uid: string) => Attributes,
): string[] {
  if (!isRecord(sent) || !isRecord(stored)) return ['entry'];
  return Object.keys(attributes).filter(
    (name) =>
      name in sent && !attributeEqual(attributes[name], sent[name], stored[name], componentAttributes),
  );
}

/**
 * The attributes that a translation would change though they are the same in every language. What is sent as it stands
 * in English, as forms do that send all they show, changes nothing.
 *
 * @param stored the English row, with relations, media and components populated
 */
export function changedSharedAttributes(
  attributes: Attributes,
  sent: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>>,
  componentAttributes: (uid: string) => Attributes,
): string[] {
  const shared = new Set(sharedAttributes(attributes));
  return changedOf(attributes, sent, stored, componentAttributes).filter((name) => shared.has(name));
}

function byId(
  attribute: Attribute | undefined,
  value: unknown,
  componentAttributes: (uid: string) => Attributes,
): unknown {
  if (Array.isArray(value)) return value.map((entry) => byId(attribute, entry, componentAttributes));
  if (!isRecord(value)) return value;
  if (attribute?.type === 'relation') return value['id'];
  if (attribute?.type !== 'component') return value;
  const inner = componentAttributes(attribute.component ?? '');
  return Object.fromEntries(
    Object.keys(inner).map((name) => [name, byId(inner[name], value[name], componentAttributes)]),
  );
}

/** The shared relations and components of a populated row, ready to be written into another: new entries, links by row id. */
export function linksById(
  attributes: Attributes,
  row: Readonly<Record<string, unknown>>,
  componentAttributes: (uid: string) => Attributes,
): Record<string, unknown> {
  const names = sharedAttributes(attributes).filter((name) =>
    ['relation', 'component'].includes(attributes[name]?.type ?? ''),
  );
  return Object.fromEntries(
    names.map((name) => [name, byId(attributes[name], row[name] ?? null, componentAttributes)]),
  );
}
