import { z } from 'zod';
import { isRecord } from '../../../../../shared/server/is-record';
import { kinds, type KindName } from './kinds';

/** As Strapi makes them (cuid2). */
export const documentId = z
  .string()
  .regex(/^[a-z][a-z0-9]{1,31}$/, 'must be the documentId of a draft, as an export has it')
  .meta({ id: 'documentId' });

/** The key that a `documentId` makes. Any other key is a slug (of a text its own key), and none of those begins with `#`. */
export const keyOfDocumentId = (id: string): string => `#${id}`;

/** The `documentId` that a key tells; undefined where it is a slug. */
export const documentIdIn = (key: string): string | undefined =>
  key.startsWith('#') ? key.slice(1) : undefined;

/** A document as issues name it. */
export const keyText = (key: string): string => {
  const id = documentIdIn(key);
  return id === undefined ? `'${key}'` : `with the documentId '${id}'`;
};

/** The keys of a document of a file, its slug first. It may have any issues: it can be referred to all the same. */
export const keysIn = (name: KindName, value: unknown): string[] =>
  isRecord(value)
    ? [textOf(value[kinds[name].key]), keyOfReference(value)].filter((each) => each !== undefined)
    : [];

/** The key of the document that a relation of a file leads to: it is a slug, or an object with a `documentId`. */
export const keyOfReference = (value: unknown): string | undefined => {
  if (!isRecord(value)) return textOf(value);
  const id = textOf(value['documentId']);
  return id === undefined ? undefined : keyOfDocumentId(id);
};

/**
 * The `documentId` of a document with these keys: the club's, by the first of them that it knows, else the one that they tell.
 *
 * @param known the `documentId`s of the club's documents, by their keys
 */
export const documentIdOf = (
  keys: readonly string[],
  known: ReadonlyMap<string, string>,
): string | undefined =>
  [...keys.map((key) => known.get(key)), ...keys.map(documentIdIn)].find((id) => id !== undefined);

/** Where in a document a key of it stands. */
export const keyPlace = (name: KindName, key: string): string =>
  documentIdIn(key) === undefined ? kinds[name].key : 'documentId';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
