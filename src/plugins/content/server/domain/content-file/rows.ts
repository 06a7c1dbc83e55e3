import { z } from 'zod';
import type { Json, JsonObject } from './document-schema';
import {
  components,
  kindOf,
  kinds,
  type AttributeDefinition,
  type AttributeDefinitions,
  type KindName,
} from './kinds';

/** A row of Strapi's database layer, with relations populated by `populateOf`. */
export type Row = Readonly<Record<string, unknown>>;

const row = z.record(z.string(), z.unknown());
const linked = z.object({ documentId: z.string() });
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

export type StoredFile = z.infer<typeof storedFile>;

/** What to populate for `sharedOf`. */
export function populateOf(attributes: AttributeDefinitions): Record<string, object> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, definition]) => {
      if (definition.type === 'relation') return [[name, { select: ['id', 'documentId'] }]];
      if (definition.type === 'media') return [[name, {}]];
      if (definition.type === 'component') return [[name, { populate: populateOf(componentOf(definition)) }]];
      return [];
    }),
  );
}

export interface ReferenceFormats {
  file: (file: StoredFile) => Json;
  /** A link to a document; all its translations share the `documentId`. */
  link: (kind: KindName, documentId: string) => Json;
}

/** The shared values of a row in the form of a content file, without absent ones. */
export const sharedOf = (name: KindName, values: Row, forms: ReferenceFormats): JsonObject =>
  formOf(kinds[name].shared, values, forms);

/** The translated values of a row, without absent ones. */
export const translationOf = (name: KindName, values: Row): JsonObject =>
  formOf(kinds[name].localized, values, { file: () => null, link: () => null });

function formOf(
  attributes: [string, AttributeDefinition][],
  values: Row,
  forms: ReferenceFormats,
): JsonObject {
  return Object.fromEntries(
    attributes.flatMap(([name, definition]) => {
      const value = values[name];
      const form = value === null || value === undefined ? null : valueOf(definition, value, forms);
      // An absent attribute gets its default on import, so an emptied one has to be written as null.
      return form === null && definition.default === undefined ? [] : [[name, form]];
    }),
  );
}

function valueOf(definition: AttributeDefinition, value: unknown, forms: ReferenceFormats): Json {
  switch (definition.type) {
    case 'relation':
      return forms.link(kindOf(definition.target), linked.parse(value).documentId);
    case 'media':
      return Array.isArray(value)
        ? listOrNull(value.map((each) => forms.file(storedFile.parse(each))))
        : forms.file(storedFile.parse(value));
    case 'component': {
      const form = (each: unknown) => formOf(Object.entries(componentOf(definition)), row.parse(each), forms);
      return Array.isArray(value) ? listOrNull(value.map(form)) : form(value);
    }
    case 'datetime':
      return new Date(z.union([z.string(), z.date()]).parse(value)).toISOString();
    default: {
      const form = z.json().parse(value);
      return Array.isArray(form) ? listOrNull(form) : form;
    }
  }
}

/** Strapi returns an empty list for an attribute that was never set; a file omits it. */
const listOrNull = (list: Json[]): Json => (list.length > 0 ? list : null);

function componentOf({ component }: AttributeDefinition): AttributeDefinitions {
  return components[component ?? ''] ?? {};
}
