import type { JobsService } from '../../../jobs/server/services/jobs';

/** What integrations ask of the queue. */
export type IntegrationJobs = Pick<JobsService, 'counts' | 'pause' | 'resume'>;
