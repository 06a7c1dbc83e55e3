import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Json, JsonObject } from '../domain/content-file/document-schema';
import { documentIdIn, keyOfDocumentId } from '../domain/content-file/keys';
import { kinds, type KindName } from '../domain/content-file/kinds';
import {
  populateOf,
  sharedOf,
  translationOf,
  type ReferenceFormats,
  type StoredFile,
} from '../domain/content-file/rows';
import { isBlank } from '../domain/rules/issues';
import { groupBy } from '../../../../shared/server/group-by';
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

/** How files refer to each document of a kind, by `documentId`: its slug, or its `documentId` if it has none. */
export type Keys = ReadonlyMap<string, string>;

/** The keys of all documents of a kind, in the same order on every database. */
export async function keysOf(strapi: Core.Strapi, name: KindName): Promise<Keys> {
  const { uid, key } = kinds[name];
  const found: unknown = await strapi.db
    .query(uid)
    .findMany({ select: ['documentId', key, 'publishedAt'], where: { locale: defaultLanguage } });
  const rows = z.array(z.looseObject({ documentId: z.string() })).parse(found);
  // Published rows last, so that their slugs win: the published version is exported.
  rows.sort((one, other) => Number(Boolean(one['publishedAt'])) - Number(Boolean(other['publishedAt'])));
  const keys = new Map(
    rows.map(({ documentId, [key]: slug }): [string, string] => [
      documentId,
      isBlank(slug) ? keyOfDocumentId(documentId) : String(slug),
    ]),
  );
  return new Map([...keys].sort(([, one], [, other]) => (one < other ? -1 : 1)));
}

/**
 * These documents in their order, as a content file holds them.
 *
 * @param keys of all kinds that these may refer to, and of their own
 */
export async function exportedDocuments(
  strapi: Core.Strapi,
  name: KindName,
  documentIds: string[],
  keys: ReadonlyMap<KindName, Keys>,
  file: (file: StoredFile) => Json,
): Promise<ExportedDocument[]> {
  const { uid, attributes } = kinds[name];
  const found: unknown = await strapi.db.query(uid).findMany({
    where: { documentId: { $in: documentIds }, locale: { $in: languages } },
    populate: populateOf(attributes),
    orderBy: { id: 'asc' },
  });
  const byDocument = groupBy(z.array(row).parse(found), ({ documentId }) => documentId);
  const link = (kind: KindName, documentId: string): Json => {
    const key = keys.get(kind)?.get(documentId);
    return key === undefined ? null : documentIdIn(key) === undefined ? key : { documentId };
  };
  return documentIds.flatMap((each) => exportedDocument(name, byDocument.get(each) ?? [], { file, link }));
}

function exportedDocument(name: KindName, rows: Row[], forms: ReferenceFormats): ExportedDocument[] {
  const { draftAndPublish, key } = kinds[name];
  const drafts = rows.filter((each) => !draftAndPublish || !each.publishedAt);
  const shown = draftAndPublish ? rows.filter((each) => each.publishedAt) : rows;
  const published = shown.some((each) => each.locale === defaultLanguage);
  const taken = published ? shown : drafts;
  const main = taken.find((each) => each.locale === defaultLanguage);
  if (!main) return [];
  const { [key]: _, ...shared } = sharedOf(name, main, forms);
  // The slug by which others refer to it, even if it has changed since.
  const slug = forms.link(name, main.documentId);
  const isNamed = typeof slug === 'string';
  const document: JsonObject = {
    ...(isNamed && { [key]: slug }),
    // Drafts always have one: another club may have imported the document before it had a slug.
    ...((!isNamed || (draftAndPublish && !published)) && { documentId: main.documentId }),
    ...(draftAndPublish && { published }),
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
