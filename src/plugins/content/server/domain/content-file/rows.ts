import { z } from 'zod';
import type { Json, JsonObject } from './documents';
import { components, kindOf, kinds, type AttributeDefinition, type Attributes, type KindName } from './kinds';

/** A row as Strapi's database layer gives it, relations populated by `populateOf`. */
export type Row = Readonly<Record<string, unknown>>;

const row = z.record(z.string(), z.unknown());
const storedFile = z.object({
  id: z.number(),
  name: z.string(),
  alternativeText: z.string().nullable(),
  caption: z.string().nullable(),
  hash: z.string(),
  ext: z.string().nullable(),
  url: z.string(),
  provider: z.string(),
});

/** A file of the media library. */
export type StoredFile = z.infer<typeof storedFile>;

/** What to populate so that `sharedOf` finds all it needs. */
export function populateOf(attributes: Attributes): Record<string, object> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, definition]) => {
      if (definition.type === 'relation')
        return [[name, { select: ['id', 'documentId', kinds[kindOf(definition.target)].key] }]];
      if (definition.type === 'media') return [[name, {}]];
      if (definition.type === 'component') return [[name, { populate: populateOf(componentOf(definition)) }]];
      return [];
    }),
  );
}

/** The values of a row that are said once for every language, in the form of a content file, absent ones left out. */
export const sharedOf = (name: KindName, values: Row, media: (file: StoredFile) => Json): JsonObject =>
  formOf(kinds[name].shared, values, media);

/** The values of a row in its own language, absent ones left out. */
export const translationOf = (name: KindName, values: Row): JsonObject =>
  formOf(kinds[name].localized, values, () => null);

function formOf(
  attributes: [string, AttributeDefinition][],
  values: Row,
  media: (file: StoredFile) => Json,
): JsonObject {
  return Object.fromEntries(
    attributes.flatMap(([name, definition]) => {
      const value = values[name];
      const form = value === null || value === undefined ? null : valueOf(definition, value, media);
      return form === null ? [] : [[name, form]];
    }),
  );
}

function valueOf(definition: AttributeDefinition, value: unknown, media: (file: StoredFile) => Json): Json {
  switch (definition.type) {
    case 'relation':
      return z.string().parse(row.parse(value)[kinds[kindOf(definition.target)].key]);
    case 'media':
      return Array.isArray(value)
        ? listOrNull(value.map((each) => media(storedFile.parse(each))))
        : media(storedFile.parse(value));
    case 'component': {
      const form = (each: unknown) => formOf(Object.entries(componentOf(definition)), row.parse(each), media);
      return Array.isArray(value) ? listOrNull(value.map(form)) : form(value);
    }
    case 'datetime':
      return new Date(z.union([z.string(), z.date()]).parse(value)).toISOString();
    default:
      return z.json().parse(value);
  }
}

/** Strapi gives an empty list where nothing has ever been: a file says nothing then. */
const listOrNull = (list: Json[]): Json => (list.length > 0 ? list : null);

function componentOf({ component }: AttributeDefinition): Attributes {
  return components[component ?? ''] ?? {};
}
