import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';

const identified = z.array(z.object({ id: z.number() }));

/**
 * Deletes the rows of a type that match, in batches, so that no statement locks the table for long.
 *
 * @param where as `strapi.db.query` takes it
 * @param batch rows a statement
 * @returns how many rows it deleted
 * @throws the signal's reason when it is aborted
 */
export async function deleteInBatches(
  strapi: Core.Strapi,
  uid: UID.Schema,
  { where, signal, batch = 500 }: { where: object; signal: AbortSignal; batch?: number },
): Promise<number> {
  const table = strapi.db.query(uid);
  for (let deleted = 0; ;) {
    signal.throwIfAborted();
    const found: unknown = await table.findMany({ select: ['id'], where, limit: batch });
    const ids = identified.parse(found).map(({ id }) => id);
    if (ids.length === 0) return deleted;
    await table.deleteMany({ where: { id: { $in: ids } } });
    deleted += ids.length;
  }
}
