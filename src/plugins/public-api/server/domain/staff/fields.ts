import { z } from 'zod';
import { nullableText, timestamp } from '../../../../../http/schemas';
import { boolean, integer, text, textList } from '../columns';

/** Finds what a body refers to. Each answers null, and remembers the issue under the path, for what there is not. */
export interface Resolver {
  /** @param key a slug or a document id @returns the document id */
  document(uid: string, key: string, path: string): Promise<string | null>;
  /** @param id the file's document id @returns its row id, by which Strapi links files */
  file(id: string, path: string): Promise<number | null>;
}

/** One field of the contract, as staff read and write it. */
export interface Field {
  /** Strapi's name. */
  attribute: string;
  answer: z.ZodType;
  body: z.ZodType;
  /** What `strapi.db.query` populates for it; without it, it is a column. */
  populate?: object | true;
  /** Strapi's names of what is within it, by those of the contract, where they are not the same in snake case. */
  within?: Readonly<Record<string, string>>;
  /** @param baseUrl of files that the club serves itself */
  toAnswer(value: unknown, baseUrl: string): unknown;
  /** @param path the contract's name, for issues */
  toData(value: unknown, resolver: Resolver, path: string): Promise<unknown>;
}

export type Fields = Readonly<Record<string, Field>>;

const orNull = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodNullable ? schema : schema.nullable();

/** A column whose value is written as it is read; drafts may lack any. */
const plain = (attribute: string, schema: z.ZodType, toAnswer: Field['toAnswer']): Field => ({
  attribute,
  answer: orNull(schema),
  body: orNull(schema),
  toAnswer,
  toData: async (value) => value,
});

/** @param schema of the public view */
export const textField = (attribute: string, schema: z.ZodType = nullableText): Field =>
  plain(attribute, schema, text);

export const numberField = (attribute: string, schema: z.ZodType = z.int()): Field =>
  plain(attribute, schema, integer);

/** A switch: what was never set is off. */
export const switchField = (attribute: string): Field => ({
  ...plain(attribute, z.boolean(), boolean),
  answer: z.boolean(),
  body: z.boolean(),
});

/** A list of texts; null empties it. */
export const listField = (attribute: string, schema: z.ZodType): Field => ({
  ...plain(attribute, schema, textList),
  answer: schema,
});

export const isoOf = (value: unknown): string | null => {
  if (typeof value !== 'string' && !(value instanceof Date)) return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
};

/** A time; written with any offset. */
export const timeField = (attribute: string): Field => ({
  ...plain(attribute, timestamp, isoOf),
  body: z.iso.datetime({ offset: true }).nullable(),
});

/** More than any page shows; a longer list would only be work for the database. */
export const mostEntries = 200;

export const mapFields = <Value>(fields: Fields, map: (field: Field) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, map(field)]));

export const attributesOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, { attribute }]) => [attribute, name]));

export const populationOf = (fields: Fields): Record<string, object | true> =>
  Object.fromEntries(
    Object.values(fields).flatMap(({ attribute, populate }) => (populate ? [[attribute, populate]] : [])),
  );

export const answerOf = (
  fields: Fields,
  row: Readonly<Record<string, unknown>>,
  baseUrl: string,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.toAnswer(row[field.attribute], baseUrl)]),
  );

/** A checked body as Strapi's data: only what was sent. @param before the path to it */
export async function dataOf(
  fields: Fields,
  body: Readonly<Record<string, unknown>>,
  resolver: Resolver,
  before = '',
): Promise<Record<string, unknown>> {
  const data: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields))
    if (body[name] !== undefined)
      data[field.attribute] = await field.toData(body[name], resolver, `${before}${name}`);
  return data;
}
