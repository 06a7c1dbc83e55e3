import { z } from 'zod';

/** The stages of a job at which `at` is called. */
export const stages = [
  'after-claim',
  'before-handler',
  'after-handler',
  'before-result',
  'at-commit',
  'after-result',
] as const;
export type Stage = (typeof stages)[number];

const schema = z.object({
  /** Whether this process runs jobs, or only enqueues them. */
  worker: z.boolean(),
  /** Most jobs at once in this process. */
  concurrency: z.int().min(1),
  /** How often to look for work that was not announced. */
  pollMs: z.int().min(10),
  /** Whether this process fires schedules. */
  schedules: z.boolean(),
  /** Absent: the database is the engine. */
  redisUrl: z.string().optional(),
  /** Separates the keys of several clubs on one Redis. */
  redisPrefix: z.string(),
  /** A running job whose lease was not renewed for this long is given to another process. */
  leaseMs: z.int().min(100),
  /** How long running jobs may take to finish when the process ends. */
  drainMs: z.int().min(0),
  /** How long one transaction may take before its connection is given up. */
  databaseTimeoutMs: z.int().min(100),
  keepDoneDays: z.int().min(1),
  keepFailedDays: z.int().min(1),
  /** Milliseconds since 1970. */
  now: z.custom<() => number>((value) => typeof value === 'function'),
  /** From 0 to 1. */
  random: z.custom<() => number>((value) => typeof value === 'function'),
  /** Called at each stage; tests throw there, or kill the process. */
  at: z.custom<(stage: Stage, jobId: string) => void>((value) => typeof value === 'function'),
});

export type JobsConfig = z.infer<typeof schema>;

export default {
  default: {
    worker: true,
    concurrency: 4,
    pollMs: 5000,
    schedules: true,
    redisPrefix: 'club',
    leaseMs: 30_000,
    drainMs: 20_000,
    databaseTimeoutMs: 15_000,
    keepDoneDays: 14,
    keepFailedDays: 90,
    now: () => Date.now(),
    random: () => Math.random(),
    at: () => undefined,
  } satisfies JobsConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
