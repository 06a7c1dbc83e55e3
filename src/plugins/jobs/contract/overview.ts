import { z } from 'zod';
import { moment, pause, state } from './job';

export const counts = z.record(state, z.int());
export type StateCounts = z.infer<typeof counts>;

/** How things stand, by name of job; in the order of their names. */
export const overview = z.object({
  names: z.array(
    z.object({
      name: z.string(),
      counts,
      pause: pause.nullable(),
      /** Whether this version of the club knows such jobs; those it does not know fail when they run. */
      isKnown: z.boolean(),
    }),
  ),
});
export type Overview = z.infer<typeof overview>;
export type NameOverview = Overview['names'][number];

/** The last hour by the minute in which jobs ended, the oldest first; the last one is not over yet. */
export const statistics = z.object({
  minutes: z.array(
    z.object({
      at: moment,
      done: z.int(),
      failed: z.int(),
      /** From the moment they were due and committed until they started, in milliseconds; null when none ended. */
      latency: z.object({ p50: z.number(), p95: z.number() }).nullable(),
    }),
  ),
});
export type Statistics = z.infer<typeof statistics>;
export type Minute = Statistics['minutes'][number];
