import { createRequire } from 'node:module';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../../src/plugins/jobs/server/config';
import type * as Definition from '../../src/plugins/jobs/server/definition';
import type { JobContext, JobDefinition } from '../../src/plugins/jobs/server/definition';
import type * as Outcomes from '../../src/plugins/jobs/server/outcomes';
import { jobsService } from '../../src/plugins/jobs/server/services';

/** The club under test is the compiled one, which knows its own classes alone. */
export const compiled = createRequire(path.resolve(__dirname, '../../dist/src/plugins/jobs/server/index.js'));

const { defineJob } = compiled('./definition.js') as typeof Definition;

/** What a handler may throw. */
export const { RetryAt, UnrecoverableError, ActionRequiredError } = compiled(
  './outcomes.js',
) as typeof Outcomes;

const payload = z.object({ n: z.number() });

declare module '../../src/plugins/jobs/server/definition' {
  interface JobPayloads {
    'test.work': z.input<typeof payload>;
  }
}

export type Work = (context: JobContext<z.output<typeof payload>>) => Promise<unknown>;

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
