import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { ClubType } from '../domain/writes';

const storedRows = z.array(z.object({ id: z.number(), key: z.string(), value: z.string() }));

/**
 * What is remembered of documents in Strapi's own store.
 *
 * @param name of this sort of records, part of their keys
 * @param schema of what is remembered of one document, as JSON
 */
export function createDocumentRecords<Schema extends z.ZodType>(
  strapi: Core.Strapi,
  name: string,
  schema: Schema,
) {
  const store = () => strapi.db.query('strapi::core-store');
  const keyOf = (uid: ClubType, documentId: string): string => `plugin_content_${name}_${uid}_${documentId}`;

  async function rowsOf(uid: ClubType, documentIds: readonly string[]) {
    const keys = documentIds.map((documentId) => keyOf(uid, documentId));
    return storedRows.parse(await store().findMany({ where: { key: { $in: keys } } }));
  }

  /** Only what is there, by its id: `key` has no index, and MariaDB locks each row that it looks at while deleting. */
  async function remove(uid: ClubType, documentIds: readonly string[]): Promise<void> {
    const ids = (await rowsOf(uid, documentIds)).map(({ id }) => id);
    if (ids.length > 0) await store().deleteMany({ where: { id: { $in: ids } } });
  }

  return {
    async read(uid: ClubType, documentId: string): Promise<z.output<Schema> | null> {
      const [row] = await rowsOf(uid, [documentId]);
      return row ? schema.parse(JSON.parse(row.value)) : null;
    },

    /** Replaces what is remembered of these documents, of those that are not in `values` by nothing. */
    async write(
      uid: ClubType,
      documentIds: readonly string[],
      values: ReadonlyMap<string, z.input<Schema>>,
    ): Promise<void> {
      await remove(uid, documentIds);
      const data = [...values].map(([documentId, value]) => ({
        key: keyOf(uid, documentId),
        value: JSON.stringify(value),
        type: 'object',
      }));
      if (data.length > 0) await store().createMany({ data });
    },

    remove,
  };
}
