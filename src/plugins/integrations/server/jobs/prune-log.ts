import { z } from 'zod';
import { defineJob, defineSchedule } from '../../../jobs/server/definition';
import { integrationsService } from '../services';

const payload = z.object({});

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'integrations.prune-log': z.input<typeof payload>;
  }
}

/** Deletes what is old in the log of calls. */
export const pruneLogJob = defineJob({
  name: 'integrations.prune-log',
  payload,
  concurrency: 1,
  timeout: 30 * 60_000,
  handler: async ({ strapi, signal }) => ({ deleted: await integrationsService(strapi).prune(signal) }),
});

export const pruneLogSchedule = defineSchedule({
  name: 'integrations.prune-log',
  cron: '37 4 * * *',
  timezone: 'UTC',
  job: 'integrations.prune-log',
  payload: {},
});
