import { z } from 'zod';
import { components, type AttributeDefinition, type Attributes } from './kinds';
import { characterFault } from '../rules/characters';
import { longestSlug, slugForm, slugPattern } from '../slug-form';
import { longestText } from '../text-limits';
import { timeForms, timePattern } from './time-grammar';

/** A slug, as the club's addresses have it. */
export const slug = z.string().max(longestSlug).regex(slugPattern, slugForm);

/** A moment as files write it: see `times.ts`. */
export const time = z.string().regex(timePattern, `must be ${timeForms}`).meta({ id: 'time' });

/** What the rules on save say of texts of attributes, for texts that are none. */
const wellFormed = (text: string, context: z.RefinementCtx<string>): void => {
  const message = characterFault(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
};

/** A file beside the content, and what the media library says of it. */
export const picture = z
  .strictObject({
    file: z
      .string()
      .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, 'must be a path within the folder')
      .superRefine(wellFormed),
    alt: z.string().max(1000).superRefine(wellFormed).nullable().optional(),
    caption: z.string().max(1000).superRefine(wellFormed).nullable().optional(),
  })
  .meta({ id: 'picture' });

export type Picture = z.infer<typeof picture>;

/**
 * The schema of one attribute in a file. `null` empties it, absence leaves it as it is; only what Strapi's own
 * schema requires, without offering a default, has to be there.
 */
export function attributeSchema(attribute: AttributeDefinition): z.ZodType {
  const schema = valueSchema(attribute);
  const required = attribute.required === true;
  if (required && attribute.default === undefined) return schema;
  return required ? schema.optional() : schema.nullable().optional();
}

/** The schemas of several attributes, by name. */
export const shapeOf = (
  attributes: Attributes | [string, AttributeDefinition][],
): Record<string, z.ZodType> =>
  Object.fromEntries(
    (Array.isArray(attributes) ? attributes : Object.entries(attributes)).map(([name, attribute]) => [
      name,
      attributeSchema(attribute),
    ]),
  );

function valueSchema(attribute: AttributeDefinition): z.ZodType {
  switch (attribute.type) {
    case 'string':
    case 'text':
    case 'richtext':
      return textSchema(attribute);
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
      const component = z.strictObject(shapeOf(components[attribute.component ?? ''] ?? {}));
      return attribute.repeatable ? z.array(component) : component;
    }
    case 'customField':
      if (attribute.customField === 'plugin::content.string-list') return stringList;
  }
  throw new Error(
    `Content files have no form for attributes of type ${attribute.customField ?? attribute.type}.`,
  );
}

const stringList = z.array(z.string().trim().min(1).max(100)).max(50);

function textSchema({ type, required, minLength, maxLength }: AttributeDefinition): z.ZodType {
  return z
    .string()
    .min(Math.max(minLength ?? 0, required ? 1 : 0))
    .max(maxLength ?? longestText(type));
}
