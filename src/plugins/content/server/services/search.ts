import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, languages } from '../domain/languages';
import { publicEnglish } from '../domain/public';
import { gateOf } from '../domain/schema';
import { isSearched, searchedAttributes, searchEntries, type SearchedType } from '../domain/search-entry';
import { schemasOf } from './schemas';

const entryUid = 'plugin::content.search-entry';

/** To be raised when what is searched, or how it is folded, changes: the next start then makes all entries anew. */
const indexVersion = 2;

const batchSize = 200;

const publicRowList = z.array(z.looseObject({ locale: z.string() }));
const documentList = z.array(z.object({ id: z.number(), documentId: z.string() }));

/** Keeps the search entries: what the readers of each language find a public document by. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { type } = schemasOf(strapi);
  const entries = () => strapi.db.query(entryUid);
  const store = () => strapi.store({ type: 'plugin', name: 'content' });

  const markdownOf = (uid: SearchedType): string[] =>
    searchedAttributes[uid].filter((attribute) => type(uid).attributes[attribute]?.type === 'richtext');

  async function publicRows(uid: SearchedType, documentId: string) {
    // What is behind a gate must not be found by.
    const gate = gateOf(type(uid));
    const isPublic =
      (await strapi.db.query(uid).count({ where: { documentId, ...publicEnglish(type(uid)) } })) > 0;
    if (!isPublic) return { rows: [], hidden: [] };
    const found: unknown = await strapi.db.query(uid).findMany({
      select: ['id', 'locale', ...searchedAttributes[uid]],
      where: { documentId, locale: { $in: [...languages] }, publishedAt: { $notNull: true } },
      ...(gate && { populate: { [gate.tier]: { select: ['id'] } } }),
    });
    const rows = publicRowList.parse(found);
    const isGated = gate !== undefined && rows.some((row) => Boolean(row[gate.tier]));
    return { rows, hidden: isGated ? gate.fields : [] };
  }

  /** Makes the entries of one document say what is public of it now; within the caller's transaction. */
  async function reindex(uid: UID.ContentType, documentId: string): Promise<void> {
    if (!isSearched(uid)) return;
    const { rows, hidden } = await publicRows(uid, documentId);
    await entries().deleteMany({ where: { uid, target: documentId } });
    const data = searchEntries(rows, searchedAttributes[uid], hidden, markdownOf(uid));
    if (data.length > 0)
      await entries().createMany({ data: data.map((entry) => ({ ...entry, uid, target: documentId })) });
  }

  /** Makes all entries anew, a batch a transaction; what is gone since has none afterwards. */
  async function reindexAll(onProgress: (done: number) => void = () => undefined): Promise<void> {
    await entries().deleteMany({});
    let done = 0;
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
        await strapi.db.transaction(async () => {
          for (const { documentId } of batch) await reindex(uid, documentId);
        });
        after = last.id;
        onProgress((done += batch.length));
      }
    }
  }

  return {
    reindex,
    reindexAll,

    /** At the start: makes all entries anew when they were made by another version of these rules. */
    async ensure(): Promise<void> {
      if ((await store().get({ key: 'searchIndexVersion' })) === indexVersion) return;
      await reindexAll();
      await store().set({ key: 'searchIndexVersion', value: indexVersion });
    },
  };
};
