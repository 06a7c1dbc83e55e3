import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { groupBy } from '../../../../shared/server/group-by';
import type { CurrentDocument } from '../domain/content-file/compare';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { populateOf, sharedOf, translationOf, type Row } from '../domain/content-file/rows';
import { languages, defaultLanguage } from '../../../../shared/server/languages';

/** A document that the club has, pictures told by their ids. */
export interface StoredDocument extends CurrentDocument {
  documentId: string;
  drafts: readonly StoredRow[];
  /** The ids of the published rows, by language. */
  published: ReadonlyMap<string, number>;
}

const row = z.looseObject({
  id: z.number(),
  documentId: z.string(),
  locale: z.string(),
  updatedAt: z.coerce.date(),
});
const rows = z.array(row);
type StoredRow = z.infer<typeof row>;

const staff = { createdBy: { select: ['id'] }, updatedBy: { select: ['id'] } };

/**
 * What the club has of these documents, by their `documentId`s: in a constant number of queries, however many they are. The
 * drafts say how a document stands; readers see it so when each of them has been published since it was last touched.
 */
export async function storedDocuments(
  strapi: Core.Strapi,
  name: KindName,
  documentIds: readonly string[],
): Promise<Map<string, StoredDocument>> {
  const { uid, attributes, draftAndPublish } = kinds[name];
  if (documentIds.length === 0) return new Map();
  const drafts = rows.parse(
    await strapi.db.query(uid).findMany({
      where: { documentId: { $in: [...documentIds] }, ...(draftAndPublish ? { publishedAt: null } : {}) },
      populate: { ...populateOf(attributes), ...staff },
      orderBy: { id: 'asc' },
    }),
  );
  const published = draftAndPublish
    ? await publishedRows(strapi, name, drafts)
    : new Map<string, StoredRow[]>();
  const groups = groupBy(drafts, ({ documentId }) => documentId);
  return new Map(
    [...groups].flatMap(([documentId, group]): [string, StoredDocument][] => {
      const main = group.find((each) => each.locale === defaultLanguage) ?? group[0];
      return main ? [[documentId, storedDocument(name, main, group, published.get(documentId) ?? [])]] : [];
    }),
  );
}

function storedDocument(
  name: KindName,
  main: StoredRow,
  group: readonly StoredRow[],
  published: readonly StoredRow[],
): StoredDocument {
  const inLanguages = group.filter((each) => languages.some((language) => language === each.locale));
  const isCurrent = ({ locale, updatedAt }: StoredRow): boolean =>
    published.some((each) => each.locale === locale && each.updatedAt >= updatedAt);
  return {
    documentId: main.documentId,
    drafts: group,
    published: new Map(published.map(({ locale, id }) => [locale, id])),
    shared: sharedOf(name, main, {
      file: ({ id }) => id,
      link: (_kind, documentId) => ({ documentId }),
    }),
    translations: Object.fromEntries(
      inLanguages.map((each): [string, ReturnType<typeof translationOf>] => [
        each.locale,
        translationOf(name, each satisfies Row),
      ]),
    ),
    publication: published.length === 0 ? 'none' : inLanguages.every(isCurrent) ? 'current' : 'stale',
  };
}

async function publishedRows(
  strapi: Core.Strapi,
  name: KindName,
  drafts: readonly StoredRow[],
): Promise<Map<string, StoredRow[]>> {
  const found: unknown = await strapi.db.query(kinds[name].uid).findMany({
    select: ['id', 'documentId', 'locale', 'updatedAt'],
    where: {
      documentId: { $in: [...new Set(drafts.map((each) => each.documentId))] },
      publishedAt: { $ne: null },
    },
  });
  return groupBy(rows.parse(found), ({ documentId }) => documentId);
}
