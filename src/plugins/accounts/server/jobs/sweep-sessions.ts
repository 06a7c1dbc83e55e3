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
  async ({ strapi, signal }) => {
    let deleted = 0;
    const { sessions, tokens, registrations, flows } = accountsService(strapi);
    for (const table of [sessions, tokens, registrations, flows])
      deleted += await table.sweep(signal, Date.now());
    return { deleted };
  },
);
