import { z } from 'zod';
import { jobSummary, state } from './job';

/** Which jobs to list: newest first. */
export const listQuery = z.object({
  name: z.string().max(255).optional(),
  state: state.optional(),
  /** A job's id, or a part of its key. */
  search: z.string().trim().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListQuery = z.output<typeof listQuery>;

export const jobList = z.object({
  jobs: z.array(jobSummary),
  pagination: z.object({ page: z.int(), pageSize: z.int(), pageCount: z.int(), total: z.int() }),
});
export type JobList = z.infer<typeof jobList>;

/** Of which jobs the statistics are; of all without a name. */
export const statisticsQuery = z.object({ name: z.string().max(255).optional() });

export const pauseBody = z.object({
  reason: z.string().trim().min(1, 'Say why, for those who wonder what they wait for.').max(1000),
});

/** What came of giving all failed jobs of a name another chance. */
export const retriedAnswer = z.object({
  retried: z.int(),
  /** Left as they are: a newer one of the same key waits already. */
  left: z.int(),
});
export type Retried = z.infer<typeof retriedAnswer>;

/** Names of queues that were paused or resumed. */
export const namesAnswer = z.object({ names: z.array(z.string()) });
