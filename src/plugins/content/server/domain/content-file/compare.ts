import { inPositionOrder } from '../line-up';
import type { ContentDocument, Json, JsonObject } from './document-schema';
import { components, kinds, type AttributeDefinition, type KindName } from './kinds';
import { isJsonObject } from './walk';
import { languages, type Language } from '../../../../../shared/server/languages';

/**
 * A document of the club in the form of a content file. Its pictures may be identified by ids instead of files; all its
 * links are `documentId`s.
 */
export interface CurrentDocument {
  shared: JsonObject;
  translations: Partial<Record<string, JsonObject>>;
  /** Whether readers see nothing of it, an older version, or its current state. */
  publication: 'none' | 'stale' | 'current';
}

/** The writes that bring a document of the club in line with the file. */
export interface Changes {
  shared: JsonObject;
  /** The languages to write, with the changed values, English first. */
  translations: [Language, JsonObject][];
  publication: 'publish' | 'unpublish' | 'keep';
}

/**
 * Compares a document of a file with the club's. Attributes that the file does not mention stay the same; `null` and an
 * empty list are equal.
 */
export function changesOf(name: KindName, wanted: ContentDocument, current: CurrentDocument): Changes {
  const shared = differing(kinds[name].attributes, stored(wanted.shared), current.shared);
  const translations = languages.flatMap((language): [Language, JsonObject][] => {
    const values = wanted.translations[language];
    const known = current.translations[language];
    const changed = differing(kinds[name].attributes, values ?? {}, known ?? {});
    // A new document needs an English row, even without English values.
    const isNeeded = language === languages[0] && (!isEmpty(shared) || known === undefined);
    return isNeeded || !isEmpty(changed) || (values !== undefined && known === undefined)
      ? [[language, changed]]
      : [];
  });
  return { shared, translations, publication: publicationOf(name, wanted, current, translations.length > 0) };
}

/** Line-ups are stored in the order in which readers see them. */
const stored = (shared: JsonObject): JsonObject =>
  Array.isArray(shared['lineUp']) ? { ...shared, lineUp: inPositionOrder(shared['lineUp']) } : shared;

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

/** A value whose absence means the default, as in new documents and component entries. */
function initially(definition: AttributeDefinition | undefined, value: Json | undefined): Json {
  const initial = definition?.default;
  return value === undefined && isScalar(initial) ? initial : plain(definition, value);
}

/** A value as it is stored: components with their defaults, without empty values. */
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

/** Not `isDeepStrictEqual`, for which equal lists of different realms (a worker, a test's sandbox) differ. */
function sameJson(one: Json, other: Json): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((each, index) => sameJson(each, other[index] ?? null));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameJson(one[name] ?? null, other[name] ?? null));
}
