import { z } from 'zod';
import { documentFields, documentId, language } from '../../../../../http/schemas';
import { defaultLanguage, languages } from '../../../../../shared/server/languages';
import { mapFields, type Fields } from './fields';
import type { Resource } from './resources';

export const publicationStates = ['draft', 'modified', 'published'] as const;

/** The fields of a resource that a translation has: those that the schema localizes. */
export const translatedFields = (
  { fields }: Resource,
  isTranslated: (attribute: string) => boolean,
): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, { attribute }]) => isTranslated(attribute)));

export const translationLanguages = languages.filter((each) => each !== defaultLanguage);

/** A document as staff read it: English, as it was last saved, and what its translations say of their own. */
export function answerSchema({ fields, uid }: Resource, translated: Fields) {
  const texts = z.strictObject(mapFields(translated, ({ answer }) => answer)).nullable();
  return z
    .strictObject({
      id: documentId,
      ...mapFields(fields, ({ answer }) => answer),
      state: z
        .enum(publicationStates)
        .describe('modified: published, with changes in some language that are not'),
      translations: z.strictObject(Object.fromEntries(translationLanguages.map((each) => [each, texts]))),
      missing_translations: z.array(language).describe('Languages without a translation of their own'),
      created_at: documentFields.created_at,
      updated_at: documentFields.updated_at,
    })
    .meta({
      id: `Staff${uid.split('.')[1]?.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    });
}

const notEmpty = (body: object): boolean => Object.keys(body).length > 0;

/** The body of POST and PUT: any of the fields; those that are left out stay as they are. */
export const bodySchema = ({ fields }: Resource) =>
  z
    .strictObject(mapFields(fields, ({ body }) => body.optional()))
    .refine(notEmpty, 'must have at least one field');

export function translationsSchema(translated: Fields) {
  const texts = z
    .strictObject(mapFields(translated, ({ body }) => body.optional()))
    .refine(notEmpty, 'must have at least one field')
    .optional();
  return z.strictObject({
    translations: z
      .strictObject(Object.fromEntries(translationLanguages.map((each) => [each, texts])))
      .refine(notEmpty, 'must have at least one language'),
  });
}
