import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import type { JobsConfig } from '../config';
import { defineCleanup } from '../definition';

declare module '../definition' {
  interface JobPayloads {
    'jobs.prune': Record<string, never>;
  }
}

const day = 24 * 60 * 60_000;

/** Deletes ended jobs: those that went well sooner than those that failed. */
export const { job: pruneJob, schedule: pruneSchedule } = defineCleanup(
  'jobs.prune',
  '17 4 * * *',
  async ({ strapi, signal }) => {
    const { keepDoneDays, keepFailedDays, now } = strapi.config.get<JobsConfig>('plugin::jobs');
    const prune = (states: readonly string[], keepDays: number): Promise<number> =>
      deleteInBatches(strapi, 'plugin::jobs.job', {
        where: { state: { $in: states }, finishedAt: { $lt: now() - keepDays * day } },
        signal,
      });
    return {
      done: await prune(['done', 'cancelled'], keepDoneDays),
      failed: await prune(['failed'], keepFailedDays),
    };
  },
);
