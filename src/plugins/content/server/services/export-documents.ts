import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Json, JsonObject } from '../domain/content-file/documents';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { populateOf, sharedOf, translationOf, type StoredFile } from '../domain/content-file/rows';
import { languages, defaultLanguage } from '../../../../shared/server/languages';

export interface ExportedDocument {
  document: JsonObject;
  hasUnpublishedChanges: boolean;
}

const row = z.looseObject({
  documentId: z.string(),
  locale: z.string(),
  updatedAt: z.coerce.date(),
  publishedAt: z.coerce.date().nullish(),
});
type Row = z.infer<typeof row>;

/** The keys of all documents of a kind, in an order that is the same in every database. */
export async function keysOf(strapi: Core.Strapi, name: KindName): Promise<string[]> {
  const { uid, key } = kinds[name];
  const rows: unknown = await strapi.db
    .query(uid)
    .findMany({ select: [key], where: { locale: defaultLanguage } });
  const keys = z
    .array(z.record(z.string(), z.unknown()))
    .parse(rows)
    .map((each) => z.string().parse(each[key]));
  return [...new Set(keys)].sort();
}

/** The documents with these keys, in their order, each as a content file holds it. */
export async function exportedDocuments(
  strapi: Core.Strapi,
  name: KindName,
  keys: string[],
  media: (file: StoredFile) => Json,
): Promise<ExportedDocument[]> {
  const { uid, key, attributes } = kinds[name];
  const found: unknown = await strapi.db.query(uid).findMany({
    where: { [key]: { $in: keys }, locale: { $in: languages } },
    populate: populateOf(attributes),
    orderBy: { id: 'asc' },
  });
  const byKey = new Map<string, Row[]>(keys.map((each) => [each, []]));
  for (const each of z.array(row).parse(found)) byKey.get(String(each[key]))?.push(each);
  return [...byKey.values()].flatMap((rows) => exportedDocument(name, rows, media));
}

function exportedDocument(
  name: KindName,
  rows: Row[],
  media: (file: StoredFile) => Json,
): ExportedDocument[] {
  const { draftAndPublish } = kinds[name];
  const drafts = rows.filter((each) => !draftAndPublish || !each.publishedAt);
  const shown = draftAndPublish ? rows.filter((each) => each.publishedAt) : rows;
  const published = shown.some((each) => each.locale === defaultLanguage);
  const taken = published ? shown : drafts;
  const main = taken.find((each) => each.locale === defaultLanguage);
  if (!main) return [];
  const { [kinds[name].key]: key = null, ...shared } = sharedOf(name, main, media);
  const document = {
    [kinds[name].key]: key,
    ...(draftAndPublish ? { published } : {}),
    ...shared,
    translations: translationsOf(name, taken),
  };
  return [{ document, hasUnpublishedChanges: published && drafts.some((each) => isLater(each, shown)) }];
}

function translationsOf(name: KindName, rows: Row[]): JsonObject {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const translated = rows.find((each) => each.locale === language);
      return translated ? [[language, translationOf(name, translated)]] : [];
    }),
  );
}

function isLater(draft: Row, shown: Row[]): boolean {
  const same = shown.find((each) => each.locale === draft.locale);
  return same === undefined || same.updatedAt < draft.updatedAt;
}
