import { z } from 'zod';
import { jobSummary, state } from './job';

/** Which jobs to list, newest first. */
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

/** Without a name the statistics cover all jobs. */
export const statisticsQuery = z.object({ name: z.string().max(255).optional() });

export const pauseBody = z.object({
  reason: z.string().trim().min(1, 'Say why, for those who wonder what they wait for.').max(1000),
});

/** The result of retrying all failed jobs of a name. */
export const retriedAnswer = z.object({
  retried: z.int(),
  /** Not retried, because a newer one of the same key waits already. */
  left: z.int(),
});
export type Retried = z.infer<typeof retriedAnswer>;

/** The names of queues that were paused or resumed. */
export const namesAnswer = z.object({ names: z.array(z.string()) });
