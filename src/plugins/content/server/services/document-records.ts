import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { ClubType } from '../domain/writes';

const storedRows = z.array(z.object({ id: z.number(), key: z.string(), value: z.string() }));

/**
 * Records about documents in Strapi's own store.
 *
 * @param name of this kind of record, part of their keys
 * @param schema of the record of one document, stored as JSON
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

  /** Deletes by id and only what exists: `key` has no index, and MariaDB locks each row that a DELETE examines. */
  async function remove(uid: ClubType, documentIds: readonly string[]): Promise<void> {
    const ids = (await rowsOf(uid, documentIds)).map(({ id }) => id);
    if (ids.length > 0) await store().deleteMany({ where: { id: { $in: ids } } });
  }

  return {
    async read(uid: ClubType, documentId: string): Promise<z.output<Schema> | null> {
      const [row] = await rowsOf(uid, [documentId]);
      return row ? schema.parse(JSON.parse(row.value)) : null;
    },

    /** Replaces the records of these documents; those without a value lose theirs. */
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
