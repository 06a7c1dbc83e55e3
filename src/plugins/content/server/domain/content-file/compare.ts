import type { ContentDocument, Json, JsonObject } from './document-schema';
import { components, kinds, type AttributeDefinition, type KindName } from './kinds';
import { isJsonObject } from './walk';
import { languages, type Language } from '../../../../../shared/server/languages';

/**
 * A document as the club has it, in the form of a content file; its pictures may be told by ids instead of files, and all its
 * links are told by `documentId`.
 */
export interface CurrentDocument {
  shared: JsonObject;
  translations: Partial<Record<string, JsonObject>>;
  /** The languages in which readers see it as it stands, and whether there is anything they see at all. */
  publication: 'none' | 'stale' | 'current';
}

/** What has to be written so that the club has the document as the file has it. */
export interface Changes {
  shared: JsonObject;
  /** The languages to write, with what changes in them; the main one stands first. */
  translations: [Language, JsonObject][];
  publication: 'publish' | 'unpublish' | 'keep';
}

/**
 * Compares a document of a file with what the club has. What the file does not mention stays as it is; `null` and
 * an empty list in it count as nothing.
 */
export function changesOf(name: KindName, wanted: ContentDocument, current: CurrentDocument): Changes {
  const shared = differing(kinds[name].attributes, wanted.shared, current.shared);
  const translations = languages.flatMap((language): [Language, JsonObject][] => {
    const values = wanted.translations[language];
    const known = current.translations[language];
    const changed = differing(kinds[name].attributes, values ?? {}, known ?? {});
    // A draft may be nothing but an English row.
    const isNeeded = language === languages[0] && (!isEmpty(shared) || known === undefined);
    return isNeeded || !isEmpty(changed) || (values !== undefined && known === undefined)
      ? [[language, changed]]
      : [];
  });
  return { shared, translations, publication: publicationOf(name, wanted, current, translations.length > 0) };
}

/** Whether there is nothing to write. */
export const isUnchanged = ({ translations, publication }: Changes): boolean =>
  translations.length === 0 && publication === 'keep';

function publicationOf(
  name: KindName,
  { published }: ContentDocument,
  { publication }: CurrentDocument,
  changed: boolean,
): Changes['publication'] {
  if (!kinds[name].draftAndPublish) return 'keep';
  if (!published) return publication === 'none' ? 'keep' : 'unpublish';
  return changed || publication !== 'current' ? 'publish' : 'keep';
}

function differing(
  attributes: Readonly<Record<string, AttributeDefinition>>,
  wanted: JsonObject,
  current: JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) =>
        !sameJson(plain(attributes[name], value), initially(attributes[name], current[name])),
    ),
  );
}

/** A value where absence means the default, as in documents and component entries that are new. */
function initially(definition: AttributeDefinition | undefined, value: Json | undefined): Json {
  const initial = definition?.default;
  return value === undefined && isScalar(initial) ? initial : plain(definition, value);
}

/** A value in the form in which it is stored: components with their defaults, nothing that says nothing. */
function plain(definition: AttributeDefinition | undefined, value: Json | undefined): Json {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.map((each) => plain(definition, each));
  }
  if (definition?.type !== 'component' || !isJsonObject(value)) return value;
  const parts = components[definition.component ?? ''] ?? {};
  const entries = Object.entries(parts).map(([part, each]): [string, Json] => [
    part,
    initially(each, value[part]),
  ]);
  return Object.fromEntries(entries.filter(([, each]) => each !== null));
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isEmpty = (values: JsonObject): boolean => Object.keys(values).length === 0;

/** Not `isDeepStrictEqual`, to which the same list from another realm (a worker, a test's sandbox) is another. */
function sameJson(one: Json, other: Json): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((each, index) => sameJson(each, other[index] ?? null));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameJson(one[name] ?? null, other[name] ?? null));
}
