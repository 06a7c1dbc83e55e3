import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../config';
import { defineJob, defineSchedule } from '../definition';

const payload = z.object({});

declare module '../definition' {
  interface JobPayloads {
    'jobs.prune': z.input<typeof payload>;
  }
}

const day = 24 * 60 * 60 * 1000;
/** Rows a statement: no table is locked for long. */
const batch = 500;

const identified = z.array(z.object({ id: z.number() }));

/** Deletes the ended jobs of some states that ended before a moment, a batch at a time. @returns how many */
async function deleteEnded(
  strapi: Core.Strapi,
  states: readonly string[],
  before: number,
  signal: AbortSignal,
): Promise<number> {
  const table = () => strapi.db.connection('jobs');
  let deleted = 0;
  for (;;) {
    signal.throwIfAborted();
    const found: unknown = await table()
      .select('id')
      .whereIn('state', [...states])
      .where('finished_at', '<', before)
      .limit(batch);
    const ids = identified.parse(found).map(({ id }) => id);
    if (ids.length === 0) return deleted;
    deleted += await table().whereIn('id', ids).delete();
  }
}

/** Deletes ended jobs after a while: what went well sooner than what did not. */
export const pruneJob = defineJob({
  name: 'jobs.prune',
  payload,
  concurrency: 1,
  timeout: 30 * 60_000,
  async handler({ strapi, signal }) {
    const { keepDoneDays, keepFailedDays, now } = strapi.config.get<JobsConfig>('plugin::jobs');
    return {
      done: await deleteEnded(strapi, ['done', 'cancelled'], now() - keepDoneDays * day, signal),
      failed: await deleteEnded(strapi, ['failed'], now() - keepFailedDays * day, signal),
    };
  },
});

export const pruneSchedule = defineSchedule({
  name: 'jobs.prune',
  cron: '17 4 * * *',
  timezone: 'UTC',
  job: 'jobs.prune',
  payload: {},
});
