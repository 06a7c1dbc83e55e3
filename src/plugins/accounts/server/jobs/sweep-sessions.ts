import { z } from 'zod';
import { defineJob, defineSchedule } from '../../../jobs/server/definition';
import { accountsService } from '../services';

const payload = z.object({});

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'accounts.sweep-sessions': z.input<typeof payload>;
  }
}

/** Deletes sessions, of members and of staff, that are over. */
export const sweepSessionsJob = defineJob({
  name: 'accounts.sweep-sessions',
  payload,
  concurrency: 1,
  timeout: 30 * 60_000,
  handler: async ({ strapi, signal }) => ({
    deleted: await accountsService(strapi).sessions.sweep(signal, Date.now()),
  }),
});

export const sweepSessionsSchedule = defineSchedule({
  name: 'accounts.sweep-sessions',
  cron: '12 4 * * *',
  timezone: 'UTC',
  job: 'accounts.sweep-sessions',
  payload: {},
});
