import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, languages } from '../../../../shared/server/languages';
import { gateOf, isGated, publicEnglish } from '../domain/public';
import { isSearched, searchedAttributes, searchEntries, type SearchedType } from '../domain/search-entry';
import { schemasOf } from './schemas';

const entryUid = 'plugin::content.search-entry';

/** Increment it when the searched attributes or `fold` change: the next start then rebuilds all entries. */
const indexVersion = 3;

const batchSize = 200;

const publicRowList = z.array(z.looseObject({ documentId: z.string(), locale: z.string() }));
type PublicRow = z.infer<typeof publicRowList>[number];
const identified = z.array(z.object({ documentId: z.string() }));
const documentList = z.array(z.object({ id: z.number(), documentId: z.string() }));

/** Maintains the search entries, by which readers of each language find public documents. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { type } = schemasOf(strapi);
  const entries = () => strapi.db.query(entryUid);
  const store = () => strapi.store({ type: 'plugin', name: 'content' });

  const markdownOf = (uid: SearchedType): string[] =>
    searchedAttributes[uid].filter((attribute) => type(uid).attributes[attribute]?.type === 'richtext');

  /** The public rows of these documents, by document; only public documents are included. */
  async function publicRows(
    uid: SearchedType,
    documentIds: readonly string[],
  ): Promise<Map<string, PublicRow[]>> {
    const gate = gateOf(type(uid));
    const english: unknown = await strapi.db.query(uid).findMany({
      select: ['documentId'],
      where: { documentId: { $in: [...documentIds] }, ...publicEnglish(type(uid), null) },
    });
    const isPublic = identified.parse(english).map(({ documentId }) => documentId);
    const rows = new Map<string, PublicRow[]>(isPublic.map((documentId) => [documentId, []]));
    if (isPublic.length === 0) return rows;
    const found: unknown = await strapi.db.query(uid).findMany({
      select: ['id', 'documentId', 'locale', ...searchedAttributes[uid]],
      where: {
        documentId: { $in: isPublic },
        locale: { $in: [...languages] },
        publishedAt: { $notNull: true },
      },
      ...(gate && { populate: { [gate.tier]: { select: ['id'] } } }),
    });
    for (const row of publicRowList.parse(found)) rows.get(row.documentId)?.push(row);
    return rows;
  }

  /** Rebuilds the entries of documents from their public rows, in the caller's transaction. */
  async function reindex(uid: UID.ContentType, documentIds: readonly string[]): Promise<void> {
    if (!isSearched(uid) || documentIds.length === 0) return;
    const found = await publicRows(uid, documentIds);
    await entries().deleteMany({ where: { uid, target: { $in: [...documentIds] } } });
    // Gated attributes must not be searchable.
    const gate = gateOf(type(uid));
    const markdown = markdownOf(uid);
    const data = [...found].flatMap(([target, rows]) => {
      const english = rows.find(({ locale }) => locale === defaultLanguage) ?? {};
      const made = searchEntries(
        rows,
        searchedAttributes[uid],
        gate && isGated(gate, english) ? gate.fields : [],
        markdown,
      );
      return made.map((entry) => ({ ...entry, uid, target }));
    });
    if (data.length > 0) await entries().createMany({ data });
  }

  /** Rebuilds all entries, one transaction per batch. */
  async function reindexAll(): Promise<void> {
    await entries().deleteMany({});
    for (const uid of Object.keys(searchedAttributes).filter(isSearched)) {
      for (let after = 0; ;) {
        const found: unknown = await strapi.db.query(uid).findMany({
          select: ['id', 'documentId'],
          where: { id: { $gt: after }, locale: defaultLanguage, publishedAt: { $notNull: true } },
          orderBy: { id: 'asc' },
          limit: batchSize,
        });
        const batch = documentList.parse(found);
        const last = batch.at(-1);
        if (!last) break;
        const documentIds = [...new Set(batch.map(({ documentId }) => documentId))];
        await strapi.db.transaction(() => reindex(uid, documentIds));
        after = last.id;
      }
    }
  }

  return {
    reindex,

    /** Call at the start: rebuilds all entries if `indexVersion` has changed. */
    async ensure(): Promise<void> {
      if ((await store().get({ key: 'searchIndexVersion' })) === indexVersion) return;
      await reindexAll();
      await store().set({ key: 'searchIndexVersion', value: indexVersion });
    },
  };
};
