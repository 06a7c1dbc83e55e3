import { defineCleanup } from '../../../jobs/server/definition';
import { accountsService } from '../services';

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'accounts.sweep-sessions': Record<string, never>;
  }
}

export const { job: sweepSessionsJob, schedule: sweepSessionsSchedule } = defineCleanup(
  'accounts.sweep-sessions',
  '12 4 * * *',
  async ({ strapi, signal }) => ({
    deleted: await accountsService(strapi).sessions.sweep(signal, Date.now()),
  }),
);
