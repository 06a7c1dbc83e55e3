import { defineCleanup } from '../../../jobs/server/definition';
import { accountsService } from '../services';

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'accounts.prune-activities': Record<string, never>;
  }
}

export const { job: pruneActivitiesJob, schedule: pruneActivitiesSchedule } = defineCleanup(
  'accounts.prune-activities',
  '27 4 * * *',
  async ({ strapi, signal }) => ({
    deleted: await accountsService(strapi).activities.prune(signal, Date.now()),
  }),
);
