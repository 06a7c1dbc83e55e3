import { z } from 'zod';
import { documentId, nullableText } from '../../../../../http/schemas';
import { isRecord } from '../../../../../shared/server/is-record';
import { readColumns, text } from '../columns';
import { fileColumns, mediaSchema, toMedia } from '../views/media';
import { mostEntries, type Field } from './fields';

const keyLength = 255;
const key = z.string().min(1, 'must not be empty').max(keyLength, 'is not known');

/** How a body names a document: as text, or as an object with one of the two, like in the answer. */
export const documentKey = z.union(
  [key, z.strictObject({ slug: key }), z.strictObject({ id: key })],
  'must be a slug or an id, or an object with one of them',
);
export const keyOf = (value: z.infer<typeof documentKey>): string => {
  if (typeof value === 'string') return value;
  return 'slug' in value ? value.slug : value.id;
};

/**
 * A link to one document of a type.
 * @param shown what the answer has of it besides id and slug, by its names there and Strapi's
 */
export function referenceField(
  attribute: string,
  uid: string,
  shown: Readonly<Record<string, string>>,
): Field {
  const names = Object.keys(shown);
  const answer = z
    .strictObject({
      id: documentId,
      slug: nullableText,
      ...Object.fromEntries(names.map((name) => [name, nullableText])),
    })
    .nullable();
  const body = documentKey.nullable();
  return {
    attribute,
    answer,
    body,
    populate: { select: ['id', 'documentId', 'slug', ...Object.values(shown)] },
    toAnswer: (value) =>
      isRecord(value)
        ? {
            id: text(value['documentId']),
            slug: text(value['slug']),
            ...Object.fromEntries(names.map((name) => [name, text(value[shown[name] ?? name])])),
          }
        : null,
    async toData(value, resolver, path) {
      const given = body.parse(value);
      return given === null ? null : resolver.document(uid, keyOf(given), path);
    },
  };
}

const fileAnswer = mediaSchema
  .extend({ id: documentId, name: z.string().describe('What the media library calls it') })
  .meta({ id: 'StaffMedia' });
export type StaffMedia = z.infer<typeof fileAnswer>;
export const staffMediaSchema = fileAnswer;

/** A row of the media library as staff see it. */
export function toStaffMedia(row: Readonly<Record<string, unknown>>, baseUrl: string): StaffMedia {
  return {
    id: text(row['documentId']) ?? '',
    name: text(row['name']) ?? '',
    ...toMedia(readColumns(fileColumns, row), baseUrl),
  };
}

const fileKey = z.union([key, z.strictObject({ id: key })], 'must be the id of a file, or an object with it');
const fileIdOf = (value: z.infer<typeof fileKey>): string => (typeof value === 'string' ? value : value.id);

export const fileField = (attribute: string): Field => ({
  attribute,
  answer: fileAnswer.nullable(),
  body: fileKey.nullable(),
  populate: true,
  toAnswer: (value, baseUrl) => (isRecord(value) ? toStaffMedia(value, baseUrl) : null),
  async toData(value, resolver, path) {
    const given = fileKey.nullable().parse(value);
    return given === null ? null : resolver.file(fileIdOf(given), path);
  },
});

export function filesField(attribute: string): Field {
  const body = z.array(fileKey).max(mostEntries).nullable();
  return {
    attribute,
    answer: z.array(fileAnswer),
    body,
    populate: true,
    toAnswer: (value, baseUrl) =>
      Array.isArray(value) ? value.filter(isRecord).map((row) => toStaffMedia(row, baseUrl)) : [],
    async toData(value, resolver, path) {
      const found: (number | null)[] = [];
      for (const [index, given] of (body.parse(value) ?? []).entries())
        found.push(await resolver.file(fileIdOf(given), `${path}.${index}`));
      return found;
    },
  };
}
