import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import { jobErrorOf } from '../../../integrations/server/jobs/job-error';
import { defineCleanup, defineJob, defineSchedule } from '../../../jobs/server/definition';
import { UnrecoverableErrorForStaff } from '../../../jobs/server/outcomes';
import type { PatreonConfig } from '../config';
import { patreonMessages } from '../domain/messages';
import { patreonServices } from '../services';

const member = z.object({ patreonMemberId: z.string() });
const sync = z.object({});
const levels = z.object({ cause: z.enum(['time', 'tiers']) });

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'patreon.member': z.input<typeof member>;
    'patreon.sync': Record<string, never>;
    'patreon.levels': z.input<typeof levels>;
    'patreon.prune': Record<string, never>;
  }
}

/** Has the queue do what the decision about a failed call says. */
async function asJob<Result>(attempt: number, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    throw jobErrorOf(error, { attempt, random: Math.random(), now: Date.now() });
  }
}

/** Brings what is known of one member up to date. */
const memberJob = defineJob({
  name: 'patreon.member',
  payload: member,
  attempts: 12,
  concurrency: 4,
  timeout: 2 * 60_000,
  group: 'patreon',
  handler: ({ payload, strapi, signal, job }) =>
    asJob(job.attempt, () => patreonServices(strapi).memberships.refresh(payload.patreonMemberId, signal)),
});

/** Compares all supporters with Patreon. */
const syncJob = defineJob({
  name: 'patreon.sync',
  payload: sync,
  concurrency: 1,
  timeout: 2 * 60 * 60_000,
  group: 'patreon',
  handler: ({ strapi, signal, progress, job }) =>
    asJob(job.attempt, async () => {
      const service = patreonServices(strapi).sync;
      if (!service) throw new UnrecoverableErrorForStaff(patreonMessages.say('off'));
      return service.run({ signal, progress });
    }),
});

/** Records levels that end by themselves, or change with the club's tiers. */
const levelsJob = defineJob({
  name: 'patreon.levels',
  payload: levels,
  concurrency: 1,
  timeout: 30 * 60_000,
  handler: ({ payload, strapi, signal }) => patreonServices(strapi).recordLevels(payload.cause, signal),
});

const prune = defineCleanup('patreon.prune', '20 3 * * *', async ({ strapi, signal }) => {
  const { deliveries, store } = patreonServices(strapi);
  return (await deliveries.prune(signal)) + (await store.prune(signal));
});

export const patreonJobs = [memberJob, syncJob, levelsJob, prune.job];

/** The sync is in the night of the club's own time zone. */
export function patreonSchedules(strapi: Core.Strapi) {
  const { api, timeZone } = strapi.config.get<PatreonConfig>('plugin::patreon');
  const nightly = defineSchedule({
    name: 'patreon.sync',
    cron: '10 4 * * *',
    timezone: timeZone,
    job: 'patreon.sync',
    payload: {},
  });
  const ended = defineSchedule({
    name: 'patreon.levels',
    cron: '*/10 * * * *',
    timezone: 'UTC',
    job: 'patreon.levels',
    payload: { cause: 'time' },
  });
  return [...(api ? [nightly] : []), ended, prune.schedule];
}
