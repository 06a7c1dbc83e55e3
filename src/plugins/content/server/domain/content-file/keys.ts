import { z } from 'zod';
import { isRecord } from '../../../../../shared/server/is-record';
import { kinds, type KindName } from './kinds';

export const documentId = z
  .string()
  .regex(/^[a-z][a-z0-9]{1,31}$/, 'must be the documentId of a draft, as an export has it')
  .meta({ id: 'documentId' });

/** The key made of a `documentId`. Other keys are slugs (of a text its own key), which never begin with `#`. */
export const keyOfDocumentId = (id: string): string => `#${id}`;

/** The `documentId` in a key; undefined for a slug. */
export const documentIdIn = (key: string): string | undefined =>
  key.startsWith('#') ? key.slice(1) : undefined;

/** A document's key in an issue. */
export const keyText = (key: string): string => {
  const id = documentIdIn(key);
  return id === undefined ? `'${key}'` : `with the documentId '${id}'`;
};

/** The keys of a document of a file, its slug first. Works for invalid documents too, since others may refer to them. */
export const keysIn = (name: KindName, value: unknown): string[] =>
  isRecord(value)
    ? [textOf(value[kinds[name].key]), keyOfReference(value)].filter((each) => each !== undefined)
    : [];

/** The key in a relation of a file, which is a slug or an object with a `documentId`. */
export const keyOfReference = (value: unknown): string | undefined => {
  if (!isRecord(value)) return textOf(value);
  const id = textOf(value['documentId']);
  return id === undefined ? undefined : keyOfDocumentId(id);
};

/**
 * The `documentId` of a document with these keys: the club's, by the first key that it knows, else the one in a key.
 *
 * @param known the club's `documentId`s by key
 */
export const documentIdOf = (
  keys: readonly string[],
  known: ReadonlyMap<string, string>,
): string | undefined =>
  [...keys.map((key) => known.get(key)), ...keys.map(documentIdIn)].find((id) => id !== undefined);

/** The attribute of a document that a key comes from. */
export const keyPlace = (name: KindName, key: string): string =>
  documentIdIn(key) === undefined ? kinds[name].key : 'documentId';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
