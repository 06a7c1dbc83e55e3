import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { groupBy } from '../../../../shared/server/group-by';
import type { CurrentDocument } from '../domain/content-file/compare';
import { documentIdIn, keyOfDocumentId } from '../domain/content-file/keys';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { populateOf, sharedOf, translationOf, type Row } from '../domain/content-file/rows';
import type { Reference } from '../domain/content-file/walk';
import { languages, defaultLanguage } from '../../../../shared/server/languages';

const identifiedRows = z.array(z.looseObject({ documentId: z.string() }));

/** The club's `documentId`s by key. A draft and its published version may have different slugs, and are found by either. */
export async function documentIdsOf(
  strapi: Core.Strapi,
  kind: KindName,
  keys: Iterable<string>,
): Promise<Map<string, string>> {
  const { uid, key } = kinds[kind];
  const wanted = [...new Set(keys)];
  const ids = wanted.flatMap((each) => documentIdIn(each) ?? []);
  const names = wanted.filter((each) => documentIdIn(each) === undefined);
  const rows = async (where: object) =>
    identifiedRows.parse(await strapi.db.query(uid).findMany({ select: ['documentId', key], where }));
  const named = names.length > 0 ? await rows({ [key]: { $in: names } }) : [];
  const known = ids.length > 0 ? await rows({ documentId: { $in: ids } }) : [];
  return new Map([
    ...named.map((row): [string, string] => [String(row[key]), row.documentId]),
    ...known.map((row): [string, string] => [keyOfDocumentId(row.documentId), row.documentId]),
  ]);
}

/** The club's `documentId`s for these references, by kind and key. */
export async function referredIds(
  strapi: Core.Strapi,
  references: readonly Reference[],
): Promise<Map<KindName, ReadonlyMap<string, string>>> {
  const found = new Map<KindName, ReadonlyMap<string, string>>();
  for (const [kind, its] of groupBy(references, (each) => each.kind)) {
    const keys = its.map(({ key }) => key);
    found.set(kind, await documentIdsOf(strapi, kind, keys));
  }
  return found;
}

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
 * Reads these documents from the database, by `documentId`, in a constant number of queries. The drafts are what is compared
 * with a file; the publication is current if each was published after its last change.
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
    ? await findPublished(strapi, name, drafts)
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

async function findPublished(
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
