import { z } from 'zod';
import { isNaming } from '../naming';
import { attributeSchema, shapeOf } from './attributes';
import {
  kindNames,
  kinds,
  languages,
  localizedAttributes,
  mainLanguage,
  sharedAttributes,
  type AttributeDefinition,
  type KindName,
} from './kinds';

function translationsSchema(name: KindName): z.ZodType {
  const attributes = localizedAttributes(name);
  const shape = shapeOf(attributes);
  const main = Object.fromEntries(
    attributes.map(([attribute, definition]) => [
      attribute,
      attributeSchema(isNaming(attribute) ? { ...definition, required: true } : definition),
    ]),
  );
  const needed = attributes.some(([attribute]) => isNaming(attribute));
  const translation = z.strictObject(shape);
  const translations = z.strictObject({
    ...Object.fromEntries(languages.map((language) => [language, translation.optional()])),
    [mainLanguage]: needed ? z.strictObject(main) : z.strictObject(main).optional(),
  });
  return needed ? translations : translations.optional();
}

/** The schema of one document of a kind, as its file holds it. An attribute it does not know is a fault. */
function documentSchema(name: KindName) {
  return z.strictObject({
    // What an import finds a document by has to be there, though the panel may leave it to the title.
    ...shapeOf(
      sharedAttributes(name).map(([attribute, definition]): [string, AttributeDefinition] => [
        attribute,
        attribute === kinds[name].key ? { ...definition, required: true } : definition,
      ]),
    ),
    ...(kinds[name].draftAndPublish
      ? { published: z.boolean().default(true).describe('Whether readers may see it; true where absent.') }
      : {}),
    translations: translationsSchema(name),
  });
}

const schemas = new Map(
  kindNames.map((name) => [name, documentSchema(name).meta({ id: kinds[name].uid.replace(/^.*\./, '') })]),
);

/** Finds the schema of a kind's documents. */
export function schemaOf(name: KindName) {
  const schema = schemas.get(name);
  if (!schema) throw new Error(`There is no schema for ${name}.`);
  return schema;
}

/** A JSON value: what a file may hold, and what a document becomes once its times are resolved. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** A document that its schema has passed; attribute by attribute it is what Strapi's schema says. */
export interface ContentDocument {
  published: boolean;
  shared: JsonObject;
  translations: Partial<Record<string, JsonObject>>;
}

const jsonObject = z.record(z.string(), z.json());
const passed = z
  .object({
    published: z.boolean().default(true),
    translations: z.record(z.string(), jsonObject).default({}),
  })
  .catchall(z.json());

/** Takes a checked document apart into what is said once and what is said in each language. */
export function contentDocument(value: unknown): ContentDocument {
  const { published, translations, ...shared } = passed.parse(value);
  return { published, shared, translations };
}

/** The whole folder in one object, which a single file may hold too. */
export const contentSchema = z
  .strictObject(
    Object.fromEntries(
      kindNames.map((name) => [name, z.array(schemaOf(name)).meta({ id: name }).optional()]),
    ) as {
      [name in KindName]: z.ZodOptional<z.ZodArray<ReturnType<typeof schemaOf>>>;
    },
  )
  .describe(
    'The content of the club. A folder has one file for each of these lists, named after it and holding the list alone; a single file may hold them all.',
  );
