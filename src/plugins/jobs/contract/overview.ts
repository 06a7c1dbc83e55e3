import { z } from 'zod';
import { pause, state, timestamp } from './job';

export const counts = z.record(state, z.int());
export type StateCounts = z.infer<typeof counts>;

/** The counts of jobs by name, in alphabetical order. */
export const overview = z.object({
  names: z.array(
    z.object({
      name: z.string(),
      counts,
      pause: pause.nullable(),
      /** Whether such a job is defined; others fail when they run. */
      isKnown: z.boolean(),
    }),
  ),
});
export type Overview = z.infer<typeof overview>;
export type NameOverview = Overview['names'][number];

/** The last hour by the minute in which jobs ended, oldest first; the last minute is the current one. */
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
