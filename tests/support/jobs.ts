import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../../src/plugins/jobs/server/config';
import { defineJob, type JobContext, type JobDefinition } from '../../src/plugins/jobs/server/definition';
import { jobsService } from '../../src/plugins/jobs/server/services';

const payload = z.object({ n: z.number() });

declare module '../../src/plugins/jobs/server/definition' {
  interface JobPayloads {
    'test.work': z.input<typeof payload>;
  }
}

type Work = (context: JobContext<z.output<typeof payload>>) => Promise<unknown>;

/** A job whose handler the test gives, with the options it is about. */
export const testJob = (handler: Work, options: Partial<JobDefinition> = {}): JobDefinition => ({
  ...defineJob({ name: 'test.work', payload, backoff: { first: 10, most: 10 }, handler }),
  ...options,
});

/** For `startClub`: settings of the jobs plugin, and jobs of the test's own. */
export const withJobs =
  (definitions: readonly JobDefinition[], settings: Partial<JobsConfig> = {}) =>
  (strapi: Core.Strapi): void => {
    Object.assign(strapi.config.get<JobsConfig>('plugin::jobs'), settings);
    jobsService(strapi).register(definitions);
  };
