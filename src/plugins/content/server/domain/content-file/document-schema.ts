import { z } from 'zod';
import { defaultLanguage, languages } from '../../../../../shared/server/languages';
import { isRecord } from '../../../../../shared/server/is-record';
import { isNaming } from '../../../../../shared/server/naming-attribute';
import { characterIssue, longestText } from '../rules/texts';
import { longestSlug, slugForm, slugPattern } from '../slugs';
import { documentId } from './keys';
import { components, kindNames, kindOf, kinds, type AttributeDefinition, type KindName } from './kinds';
import { timeForms, timePattern } from './times';

const slug = z.string().max(longestSlug).regex(slugPattern, slugForm);
const reference = z
  .union([slug, z.strictObject({ documentId })], {
    error: 'must be a slug or, for a draft that has none, an object with its documentId',
  })
  .meta({ id: 'reference' });
const time = z.string().regex(timePattern, `must be ${timeForms}`).meta({ id: 'time' });
const stringList = z.array(z.string().trim().min(1).max(100)).max(50);

/** Applies a rule on save to texts that are not attributes. */
const wellFormed = (text: string, context: z.RefinementCtx<string>): void => {
  const message = characterIssue(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
};
const description = z.string().max(1000).superRefine(wellFormed).nullable().optional();

/** A file beside the content, with its texts for the media library. */
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
 * The schema of one attribute in a file. `null` empties it, absence keeps its value; it is required only if Strapi's
 * schema requires it without a default, and never in a draft.
 */
function attributeSchema(given: AttributeDefinition, isDraft: boolean): z.ZodType {
  const attribute = isDraft ? { ...given, required: false } : given;
  const schema = valueSchema(attribute, isDraft);
  if (!attribute.required) return schema.nullable().optional();
  return attribute.default === undefined ? schema : schema.optional();
}

const shapeOf = (attributes: [string, AttributeDefinition][], isDraft: boolean): Record<string, z.ZodType> =>
  Object.fromEntries(attributes.map(([name, attribute]) => [name, attributeSchema(attribute, isDraft)]));

function valueSchema(attribute: AttributeDefinition, isDraft: boolean): z.ZodType {
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
      return slug;
    case 'relation':
      return kinds[kindOf(attribute.target)].draftAndPublish ? reference : slug;
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
      const within = Object.entries(components[attribute.component ?? ''] ?? {});
      const component = z.strictObject(shapeOf(within, isDraft));
      return attribute.repeatable ? z.array(component) : component;
    }
    case 'json':
      if (attribute.customField === 'plugin::content.string-list') return stringList;
  }
  throw new Error(`Content files have no form for attributes of type ${attribute.customField ?? type}.`);
}

/** The schemas of attributes, of which those that `isNeeded` selects are required. */
const shapeWith = (attributes: [string, AttributeDefinition][], isNeeded: (name: string) => boolean) =>
  shapeOf(
    attributes.map(([name, each]) => [name, isNeeded(name) ? { ...each, required: true } : each]),
    false,
  );

/** The schema of a translation; English may require more. No localized attribute is required, so drafts have the same. */
const translationSchema = (name: KindName, id: string): z.ZodType =>
  z.strictObject(shapeOf(kinds[name].localized, false)).meta({ id: `${id}-translation` });

function translationsSchema(name: KindName, translation: z.ZodType, isDraft: boolean): z.ZodType {
  const { localized } = kinds[name];
  const isNeeded = !isDraft && localized.some(([attribute]) => isNaming(attribute));
  const translations = z.strictObject({
    ...Object.fromEntries(languages.map((language) => [language, translation.optional()])),
    ...(isNeeded && { [defaultLanguage]: z.strictObject(shapeWith(localized, isNaming)) }),
  });
  return isNeeded ? translations : translations.optional();
}

/** The schema of a document in a file. Unknown attributes are issues. */
function documentSchema(name: KindName, translation: z.ZodType) {
  const { shared, key, draftAndPublish } = kinds[name];
  return z.strictObject({
    // Imports identify documents by this, so it is required, though the panel may derive it from the title.
    ...shapeWith(shared, (attribute) => attribute === key),
    ...(draftAndPublish && {
      published: z.boolean().default(true).describe('Whether readers may see it; true where absent.'),
    }),
    translations: translationsSchema(name, translation, false),
  });
}

/** The schema of an unpublished document: any attribute may be missing, but those that are present must be valid. */
function draftSchema(name: KindName, translation: z.ZodType) {
  const { shared, key } = kinds[name];
  return z
    .strictObject({
      ...shapeOf(shared, true),
      [key]: slug.optional(),
      documentId: documentId.optional().describe(`Finds what is not found by its '${key}'.`),
      published: z.literal(false),
      translations: translationsSchema(name, translation, true),
    })
    .refine((draft) => draft[key] !== undefined || draft['documentId'] !== undefined, {
      path: [key],
      message: 'is missing',
      // Report it along with other issues.
      when: () => true,
    })
    .meta({ anyOf: [{ required: [key] }, { required: ['documentId'] }] });
}

const schemas = new Map(
  kindNames.map((name) => {
    const id = kinds[name].uid.replace(/^.*\./, '');
    const translation = translationSchema(name, id);
    return [
      name,
      {
        complete: documentSchema(name, translation).meta({ id }),
        draft: kinds[name].draftAndPublish
          ? draftSchema(name, translation).meta({ id: `${id}-draft` })
          : undefined,
      },
    ];
  }),
);

function documentSchemasOf(name: KindName) {
  const found = schemas.get(name);
  if (!found) throw new Error(`There is no schema for ${name}.`);
  return found;
}

/** The schema for a document: the draft's if it says it is not published. */
export function schemaFor(name: KindName, value: unknown): z.ZodType {
  const { complete, draft } = documentSchemasOf(name);
  return draft && isRecord(value) && value['published'] === false ? draft : complete;
}

/** A JSON value in a file, or in a document with its times resolved. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** A valid document, attribute by attribute as in Strapi's schema. */
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

/** Splits a valid document into shared and translated values. `keysIn` reads its keys. */
export function contentDocument(value: unknown): ContentDocument {
  const { published, translations, documentId: _, ...shared } = passed.parse(value);
  return { published, shared, translations };
}

function listSchema(name: KindName): z.ZodType {
  const { complete, draft } = documentSchemasOf(name);
  return z.array(draft ? z.union([complete, draft]) : complete).meta({ id: name });
}

/** A whole folder in one object, which may also be a single file. */
const contentSchema = z
  .strictObject(Object.fromEntries(kindNames.map((name) => [name, listSchema(name).optional()])))
  .describe(
    'The content of the club. A folder has one file for each of these lists, named after it and holding the list alone; a single file may hold them all.',
  );

/** The published JSON Schema (draft 2020-12) of the content; the schema of a single list is in its `$defs`. */
export function contentJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(contentSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'Content of the club', ...rest }, null, 2)}\n`;
}
