import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { CurrentDocument } from '../domain/content-file/compare';
import { kinds, languages, mainLanguage, type KindName } from '../domain/content-file/kinds';
import { populateOf, sharedOf, translationOf, type Row } from '../domain/content-file/rows';

/** A document that the club has, pictures told by their ids. */
export interface StoredDocument extends CurrentDocument {
  documentId: string;
}

const row = z.looseObject({ documentId: z.string(), locale: z.string(), updatedAt: z.coerce.date() });
const rows = z.array(row);

/**
 * What the club has of these documents, by their keys: in a constant number of queries, however many they are. The
 * drafts say how a document stands; readers see it so when each of them has been published since it was last touched.
 */
export async function storedDocuments(
  strapi: Core.Strapi,
  name: KindName,
  keys: string[],
): Promise<Map<string, StoredDocument>> {
  const { uid, key, attributes, draftAndPublish } = kinds[name];
  const drafts = rows.parse(
    await strapi.db.query(uid).findMany({
      where: { [key]: { $in: keys }, ...(draftAndPublish ? { publishedAt: null } : {}) },
      populate: populateOf(attributes),
      orderBy: { id: 'asc' },
    }),
  );
  if (drafts.length === 0) return new Map();
  const published = draftAndPublish ? await publishedSince(strapi, name, drafts) : new Map<string, Date>();
  const groups = new Map<string, z.infer<typeof rows>>();
  for (const each of drafts) groups.set(String(each[key]), [...(groups.get(String(each[key])) ?? []), each]);
  return new Map(
    [...groups].flatMap(([slug, group]): [string, StoredDocument][] => {
      const main = group.find((each) => each.locale === mainLanguage) ?? group[0];
      return main ? [[slug, storedDocument(name, main, group, published)]] : [];
    }),
  );
}

function storedDocument(
  name: KindName,
  main: z.infer<typeof row>,
  group: z.infer<typeof rows>,
  published: Map<string, Date>,
): StoredDocument {
  const inLanguages = group.filter((each) => languages.some((language) => language === each.locale));
  const isCurrent = (each: z.infer<typeof row>) => {
    const since = published.get(`${each.documentId} ${each.locale}`);
    return since !== undefined && since >= each.updatedAt;
  };
  const anything = group.some((each) => published.has(`${each.documentId} ${each.locale}`));
  return {
    documentId: main.documentId,
    shared: sharedOf(name, main, (file) => file.id),
    translations: Object.fromEntries(
      inLanguages.map((each): [string, ReturnType<typeof translationOf>] => [
        each.locale,
        translationOf(name, each satisfies Row),
      ]),
    ),
    publication: !anything ? 'none' : inLanguages.every(isCurrent) ? 'current' : 'stale',
  };
}

async function publishedSince(
  strapi: Core.Strapi,
  name: KindName,
  drafts: z.infer<typeof rows>,
): Promise<Map<string, Date>> {
  const published = rows.parse(
    await strapi.db.query(kinds[name].uid).findMany({
      select: ['documentId', 'locale', 'updatedAt'],
      where: {
        documentId: { $in: [...new Set(drafts.map((each) => each.documentId))] },
        publishedAt: { $ne: null },
      },
    }),
  );
  return new Map(published.map((each) => [`${each.documentId} ${each.locale}`, each.updatedAt]));
}
