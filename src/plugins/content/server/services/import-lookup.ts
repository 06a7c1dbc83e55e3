import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { documentIdIn, keyOfDocumentId } from '../domain/content-file/keys';
import { kinds, type KindName } from '../domain/content-file/kinds';
import type { Reference } from '../domain/content-file/walk';
import { groupBy } from '../../../../shared/server/group-by';

const rowList = z.array(z.looseObject({ documentId: z.string() }));

/**
 * The `documentId`s of the documents that the club has under these keys. A draft may have another slug than its published
 * version: both are its.
 */
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
    rowList.parse(await strapi.db.query(uid).findMany({ select: ['documentId', key], where }));
  const named = names.length > 0 ? await rows({ [key]: { $in: names } }) : [];
  const known = ids.length > 0 ? await rows({ documentId: { $in: ids } }) : [];
  return new Map([
    ...named.map((row): [string, string] => [String(row[key]), row.documentId]),
    ...known.map((row): [string, string] => [keyOfDocumentId(row.documentId), row.documentId]),
  ]);
}

/** The `documentId`s of the documents of the club that these refer to, by kind and key. */
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
