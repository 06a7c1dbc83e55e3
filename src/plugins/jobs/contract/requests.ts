import { z } from 'zod';
import { listedJob, pause, state, timestamp } from './job';

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

export const pagination = z.object({
  page: z.int(),
  pageSize: z.int(),
  pageCount: z.int(),
  total: z.int(),
});

export const jobList = z.object({
  jobs: z.array(listedJob),
  pagination,
});
export type JobList = z.infer<typeof jobList>;

/** Without a name the statistics cover all jobs. */
export const statisticsQuery = z.object({ name: z.string().max(255).optional() });

/** Characters of the reason for a pause: a sentence or two, which lists and alerts show whole. */
export const longestReason = 300;

export const pauseBody = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'Say why, for those who wonder what they wait for.')
    .max(longestReason, `Say it in at most ${longestReason} characters.`),
});

export const retriedAnswer = z.object({
  retried: z.int(),
  /** Not retried, because a newer one of the same key waits already. */
  left: z.int(),
});
export type Retried = z.infer<typeof retriedAnswer>;

/** The names of queues that were paused or resumed. */
export const namesAnswer = z.object({ names: z.array(z.string()) });

const counts = z.record(state, z.int());

/** The counts of jobs by name, in alphabetical order. */
export const overview = z.object({
  names: z.array(
    z.object({
      name: z.string(),
      counts,
      /** How many of the failed ones a newer job of the same key has made up for. */
      resolved: z.int(),
      pause: pause.nullable(),
      /** Whether such a job is defined; others fail when they run. */
      isKnown: z.boolean(),
    }),
  ),
});
export type Overview = z.infer<typeof overview>;
export type NameOverview = Overview['names'][number];

/**
 * The last hour by the minute in which jobs ended: how many, and the median and 95th percentile of their latency. One query,
 * and at most sixty rows. @param name of these jobs; of all when it is absent
 */
export const statistics = z.object({
  minutes: z.array(
    z.object({
      at: timestamp,
      done: z.int(),
      failed: z.int(),
      /** From when jobs were due and committed until they started, in milliseconds; null when none ended. */
      latency: z.object({ p50: z.number(), p95: z.number() }).nullable(),
    }),
  ),
});
export type Statistics = z.infer<typeof statistics>;
export type Minute = Statistics['minutes'][number];
