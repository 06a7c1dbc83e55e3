import { defineCleanup } from '../../../jobs/server/definition';
import { integrationsService } from '../services';

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'integrations.prune-log': Record<string, never>;
  }
}

/** Deletes old entries of the log of calls. */
export const { job: pruneLogJob, schedule: pruneLogSchedule } = defineCleanup(
  'integrations.prune-log',
  '37 4 * * *',
  async ({ strapi, signal }) => ({ deleted: await integrationsService(strapi).prune(signal) }),
);
