import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { groupBy } from './group-by';
import { defaultLanguage } from './languages';
import { namingAttribute } from './naming-attribute';

export interface Entry {
  /** The content type's uid. */
  type: string;
  documentId: string;
}

/** Key of an entry among those of all types. */
export const entryKey = ({ type, documentId }: Entry): string => `${type} ${documentId}`;

const titled = z.array(z.looseObject({ documentId: z.string() }));

/**
 * The English titles of entries, drafts among them, by `entryKey`. One query for each type. Entries without a title, deleted ones and
 * those of unknown types are missing.
 */
export async function entryTitles(
  strapi: Core.Strapi,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const [type, ofType] of groupBy(entries, (entry) => entry.type)) {
    if (!isContentType(strapi, type)) continue;
    const naming = namingAttribute(strapi.contentType(type).attributes);
    if (naming === undefined) continue;
    const documentIds = [...new Set(ofType.map(({ documentId }) => documentId))];
    const rows: unknown = await strapi.db.query(type).findMany({
      select: ['documentId', naming],
      where: { documentId: { $in: documentIds }, locale: defaultLanguage, publishedAt: null },
    });
    for (const { documentId, [naming]: title } of titled.parse(rows))
      if (typeof title === 'string' && title !== '') titles.set(entryKey({ type, documentId }), title);
  }
  return titles;
}

const isContentType = (strapi: Core.Strapi, type: string): type is UID.ContentType =>
  Object.hasOwn(strapi.contentTypes, type);
