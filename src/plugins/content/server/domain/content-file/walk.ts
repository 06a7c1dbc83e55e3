import { isRecord } from '../../../../../shared/server/is-record';
import { type Picture, picture as pictureSchema, type Json, type JsonObject } from './document-schema';
import { keyOfReference } from './keys';
import { components, kindOf, kinds, type AttributeDefinition, type KindName } from './kinds';

export type Path = readonly (string | number)[];

interface Leaf {
  path: Path;
  definition: AttributeDefinition;
  value: Json;
}

export interface Reference {
  path: Path;
  kind: KindName;
  /** The document's key: see `keys`. */
  key: string;
}

export interface PlacedPicture {
  path: Path;
  /** The allowed types of the attribute: `images`, `videos`, `audios`, `files`. */
  allowedTypes: readonly string[];
  picture: Picture;
}

export const isJsonObject = (value: Json | undefined): value is JsonObject => isRecord(value);

/** The shared values of a document, including those in components, each with its attribute. */
const leaves = (name: KindName, shared: JsonObject): Leaf[] => under(kinds[name].shared, shared, []);

function under(attributes: [string, AttributeDefinition][], values: JsonObject, at: Path): Leaf[] {
  return attributes.flatMap(([name, definition]) => {
    const value = values[name];
    const path = [...at, name];
    if (value === undefined || value === null) return [];
    if (definition.type !== 'component') return [{ path, definition, value }];
    const within = Object.entries(components[definition.component ?? ''] ?? {});
    if (isJsonObject(value)) return under(within, value, path);
    return Array.isArray(value)
      ? value.flatMap((each, index) => (isJsonObject(each) ? under(within, each, [...path, index]) : []))
      : [];
  });
}

export const references = (name: KindName, shared: JsonObject): Reference[] =>
  leaves(name, shared).flatMap(({ path, definition, value }) => {
    const key = definition.type === 'relation' ? keyOfReference(value) : undefined;
    return key === undefined ? [] : [{ path, kind: kindOf(definition.target), key }];
  });

export const pictures = (name: KindName, shared: JsonObject): PlacedPicture[] =>
  leaves(name, shared).flatMap(({ path, definition, value }) => {
    if (definition.type !== 'media') return [];
    const placed = (each: Json, at: Path) => ({
      path: at,
      picture: pictureSchema.parse(each),
      allowedTypes: definition.allowedTypes ?? ['files'],
    });
    return Array.isArray(value)
      ? value.map((each, index) => placed(each, [...path, index]))
      : [placed(value, path)];
  });

/** A copy of the shared values with each leaf replaced by the result of `change`; `undefined` keeps it. */
export function mapLeaves(
  name: KindName,
  shared: JsonObject,
  change: (leaf: Leaf) => Json | undefined,
): JsonObject {
  const copy = structuredClone(shared);
  for (const leaf of leaves(name, shared)) {
    const changed = change(leaf);
    if (changed !== undefined) put(copy, leaf.path, changed);
  }
  return copy;
}

function put(root: JsonObject, path: Path, value: Json): void {
  let at: Json | undefined = root;
  for (const step of path.slice(0, -1)) {
    if (Array.isArray(at)) at = at[Number(step)];
    else at = isJsonObject(at) ? at[step] : undefined;
  }
  const last = path.at(-1);
  if (isJsonObject(at) && typeof last === 'string') at[last] = value;
}
