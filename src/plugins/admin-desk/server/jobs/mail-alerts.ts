import { z } from 'zod';
import { defineJob, defineSchedule } from '../../../jobs/server/definition';
import { adminDeskService } from '../services';

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'admin-desk.mail-alerts': Record<string, never>;
  }
}

const name = 'admin-desk.mail-alerts';

/** Tells staff by e-mail what needs a person. One at a time: what one has told, another must not tell again. */
export const mailAlertsJob = defineJob({
  name,
  payload: z.object({}),
  concurrency: 1,
  // A failure is made up for by the next run.
  attempts: 2,
  handler: ({ strapi, signal }) => adminDeskService(strapi).alertMail.run(signal),
});

export const mailAlertsSchedule = defineSchedule({
  name,
  cron: '*/5 * * * *',
  timezone: 'UTC',
  job: name,
  payload: {},
});
