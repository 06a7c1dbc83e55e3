import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { IntegrationsConfig } from '../config';

const day = 24 * 60 * 60_000;

const identified = z.array(z.object({ id: z.number() }));

/** Deletes what is old in the log. */
export function createPruning(
  strapi: Core.Strapi,
  { now, keepDays, pruneBatch }: Pick<IntegrationsConfig, 'now' | 'keepDays' | 'pruneBatch'>,
) {
  const table = () => strapi.db.query('plugin::integrations.log-entry');

  /**
   * A batch a statement, so that the table is not locked for long.
   *
   * @returns how many entries it deleted
   * @throws the signal's reason when it is aborted
   */
  return async function prune(signal: AbortSignal): Promise<number> {
    const before = now() - keepDays * day;
    for (let deleted = 0; ;) {
      signal.throwIfAborted();
      const old: unknown = await table().findMany({
        select: ['id'],
        where: { at: { $lt: before } },
        orderBy: { at: 'asc' },
        limit: pruneBatch,
      });
      const ids = identified.parse(old).map(({ id }) => id);
      if (ids.length === 0) return deleted;
      await table().deleteMany({ where: { id: { $in: ids } } });
      deleted += ids.length;
    }
  };
}
