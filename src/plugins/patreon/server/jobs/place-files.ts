import { z } from 'zod';
import { defineJob, defineSchedule } from '../../../jobs/server/definition';
import { enqueuePlaces } from '../middlewares/place-files';
import { patreonFiles } from '../services/files';

const file = z.object({ file: z.number() });
const nothing = z.object({});

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'patreon.place-file': z.input<typeof file>;
    'patreon.place-files': z.input<typeof nothing>;
  }
}

/** A large recording takes a while to copy. */
const longestMs = 30 * 60_000;

/** Moves one file behind the gate, or back, by who uses it now. */
export const placeFileJob = defineJob({
  name: 'patreon.place-file',
  payload: file,
  attempts: 10,
  timeout: longestMs,
  handler: ({ payload, strapi }) => patreonFiles(strapi).places.place(payload.file),
});

/** Looks at all files that may be misplaced: those of a club that is older than its gates, and whatever was lost. */
export const placeFilesJob = defineJob({
  name: 'patreon.place-files',
  payload: nothing,
  concurrency: 1,
  timeout: longestMs,
  handler: async ({ strapi, signal }) => ({
    files: await enqueuePlaces(strapi, await patreonFiles(strapi).candidates.all(signal)),
  }),
});

export const placeFilesSchedule = defineSchedule({
  name: 'patreon.place-files',
  cron: '40 3 * * *',
  timezone: 'UTC',
  job: 'patreon.place-files',
  payload: {},
});
