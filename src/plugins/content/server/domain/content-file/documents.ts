import { z } from 'zod';
import { defaultLanguage, languages } from '../../../../../shared/server/languages';
import { isNaming } from '../naming';
import { characterIssue, longestText } from '../rules/texts';
import { longestSlug, slugForm, slugPattern } from '../slugs';
import { components, kindNames, kinds, type AttributeDefinition, type KindName } from './kinds';
import { timeForms, timePattern } from './times';

const slug = z.string().max(longestSlug).regex(slugPattern, slugForm);
const time = z.string().regex(timePattern, `must be ${timeForms}`).meta({ id: 'time' });
const stringList = z.array(z.string().trim().min(1).max(100)).max(50);

/** What the rules on save say of texts of attributes, for texts that are none. */
const wellFormed = (text: string, context: z.RefinementCtx<string>): void => {
  const message = characterIssue(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
};
const description = z.string().max(1000).superRefine(wellFormed).nullable().optional();

/** A file beside the content, and what the media library says of it. */
export const picture = z
  .strictObject({
    file: z
      .string()
      .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, 'must be a path within the folder')
      .superRefine(wellFormed),
    alt: description,
    caption: description,
  })
  .meta({ id: 'picture' });

export type Picture = z.infer<typeof picture>;

/**
 * The schema of one attribute in a file. `null` empties it, absence leaves it as it is; only what Strapi's own
 * schema requires, without offering a default, has to be there.
 */
function attributeSchema(attribute: AttributeDefinition): z.ZodType {
  const schema = valueSchema(attribute);
  if (!attribute.required) return schema.nullable().optional();
  return attribute.default === undefined ? schema : schema.optional();
}

const shapeOf = (attributes: [string, AttributeDefinition][]): Record<string, z.ZodType> =>
  Object.fromEntries(attributes.map(([name, attribute]) => [name, attributeSchema(attribute)]));

function valueSchema(attribute: AttributeDefinition): z.ZodType {
  const { type, required, minLength = 0, maxLength = longestText(type) } = attribute;
  switch (type) {
    case 'string':
    case 'text':
    case 'richtext':
      return z
        .string()
        .min(Math.max(minLength, required ? 1 : 0))
        .max(maxLength);
    case 'uid':
    case 'relation':
      return slug;
    case 'enumeration':
      return z.enum(attribute.enum ?? []);
    case 'integer':
      return z
        .int()
        .min(attribute.min ?? -2147483648)
        .max(attribute.max ?? 2147483647);
    case 'boolean':
      return z.boolean();
    case 'datetime':
      return time;
    case 'media':
      return attribute.multiple ? z.array(picture) : picture;
    case 'component': {
      const component = z.strictObject(shapeOf(Object.entries(components[attribute.component ?? ''] ?? {})));
      return attribute.repeatable ? z.array(component) : component;
    }
    case 'customField':
      if (attribute.customField === 'plugin::content.string-list') return stringList;
  }
  throw new Error(`Content files have no form for attributes of type ${attribute.customField ?? type}.`);
}

/** The schemas of some attributes, of which those that `isNeeded` names have to be there. */
const shapeWith = (attributes: [string, AttributeDefinition][], isNeeded: (name: string) => boolean) =>
  shapeOf(attributes.map(([name, each]) => [name, isNeeded(name) ? { ...each, required: true } : each]));

function translationsSchema(name: KindName): z.ZodType {
  const { localized } = kinds[name];
  const translation = z.strictObject(shapeOf(localized));
  const english = z.strictObject(shapeWith(localized, isNaming));
  const isNeeded = localized.some(([attribute]) => isNaming(attribute));
  const translations = z.strictObject({
    ...Object.fromEntries(languages.map((language) => [language, translation.optional()])),
    [defaultLanguage]: isNeeded ? english : english.optional(),
  });
  return isNeeded ? translations : translations.optional();
}

/** The schema of one document of a kind, as its file holds it. An attribute it does not know is an issue. */
function documentSchema(name: KindName) {
  const { shared, key, draftAndPublish } = kinds[name];
  return z.strictObject({
    // What an import finds a document by has to be there, though the panel may leave it to the title.
    ...shapeWith(shared, (attribute) => attribute === key),
    ...(draftAndPublish && {
      published: z.boolean().default(true).describe('Whether readers may see it; true where absent.'),
    }),
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

const passed = z
  .object({
    published: z.boolean().default(true),
    translations: z.record(z.string(), z.record(z.string(), z.json())).default({}),
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

/** The published JSON Schema (draft 2020-12) of a club's content; of a single list, take its `$defs` entry. */
export function contentJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(contentSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'Content of the club', ...rest }, null, 2)}\n`;
}
