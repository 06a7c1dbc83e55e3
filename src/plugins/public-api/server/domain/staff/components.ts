import { z } from 'zod';
import { documentId, nullableText } from '../../../../../http/schemas';
import { isRecord } from '../../../../../shared/server/is-record';
import { inPositionOrder } from '../../../../content/server/domain/line-up';
import { text } from '../columns';
import {
  answerOf,
  attributesOf,
  dataOf,
  mapFields,
  mostEntries,
  populationOf,
  type Field,
  type Fields,
} from './fields';

const componentAnswer = (fields: Fields, shape: z.ZodRawShape = {}) =>
  z.strictObject({ ...shape, ...mapFields(fields, ({ answer }) => answer) });

/** A component, once or as a list; what is sent replaces it as a whole. */
export function componentField(attribute: string, fields: Fields, id: string): Field {
  const body = z.strictObject(mapFields(fields, (field) => field.body.optional())).nullable();
  return {
    attribute,
    answer: componentAnswer(fields).meta({ id }).nullable(),
    body,
    populate: { populate: populationOf(fields) },
    within: attributesOf(fields),
    toAnswer: (value, baseUrl) => (isRecord(value) ? answerOf(fields, value, baseUrl) : null),
    toData: async (value, resolver, path) => {
      const given = body.parse(value);
      return given === null ? null : dataOf(fields, given, resolver, `${path}.`);
    },
  };
}

export function componentsField(attribute: string, fields: Fields, id: string): Field {
  const body = z
    .array(z.strictObject(mapFields(fields, (field) => field.body.optional())))
    .max(mostEntries)
    .nullable();
  return {
    attribute,
    answer: z.array(componentAnswer(fields).meta({ id })),
    body,
    populate: { populate: populationOf(fields) },
    within: attributesOf(fields),
    toAnswer: (value, baseUrl) =>
      Array.isArray(value) ? value.filter(isRecord).map((each) => answerOf(fields, each, baseUrl)) : [],
    async toData(value, resolver, path) {
      const entries: object[] = [];
      for (const [index, each] of (body.parse(value) ?? []).entries())
        entries.push(await dataOf(fields, each, resolver, `${path}.${index}.`));
      return entries;
    },
  };
}

const entryKeys = { slug: z.string().min(1).max(255).optional(), id: z.string().min(1).max(255).optional() };

/** The line-up: entries in the order of the list, which name their artist by slug or id. @param fields of an entry */
export function lineUpField(attribute: string, fields: Fields): Field {
  const entry = z
    .strictObject({ ...entryKeys, ...mapFields(fields, (field) => field.body.optional()) })
    .refine(({ slug, id }) => (slug === undefined) !== (id === undefined), {
      path: ['slug'],
      error: 'must name the artist; id may do so instead',
    });
  const body = z.array(entry).max(mostEntries).nullable();
  return {
    attribute,
    answer: z.array(
      componentAnswer(fields, {
        id: documentId.nullable().describe('Of the artist'),
        slug: nullableText,
        name: nullableText,
      }).meta({ id: 'StaffLineUpEntry' }),
    ),
    body,
    populate: { populate: { artist: { select: ['id', 'documentId', 'slug', 'name'] } } },
    within: { ...attributesOf(fields), artist: 'slug' },
    toAnswer: (value, baseUrl) =>
      inPositionOrder(Array.isArray(value) ? value.filter(isRecord) : []).map((each) => {
        const artist = isRecord(each['artist']) ? each['artist'] : {};
        return {
          id: text(artist['documentId']),
          slug: text(artist['slug']),
          name: text(artist['name']),
          ...answerOf(fields, each, baseUrl),
        };
      }),
    async toData(value, resolver, path) {
      const entries: object[] = [];
      for (const [position, given] of (body.parse(value) ?? []).entries()) {
        const at = `${path}.${position}.`;
        const name = given.slug === undefined ? 'id' : 'slug';
        const artist = await resolver.document('api::artist.artist', given[name] ?? '', `${at}${name}`);
        entries.push({ ...(await dataOf(fields, given, resolver, at)), artist, position });
      }
      return entries;
    },
  };
}
