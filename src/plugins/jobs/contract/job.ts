import { z } from 'zod';
import { message } from './message';

/** A time in the admin API: ISO 8601, UTC. */
export const timestamp = z.iso.datetime();

export const states = ['delayed', 'pending', 'running', 'done', 'failed', 'cancelled'] as const;
export const state = z.enum(states);
export type State = z.infer<typeof state>;

export const json = z.json();
export type Json = z.infer<typeof json>;

export const isRetryable = (of: State): of is 'failed' | 'cancelled' => of === 'failed' || of === 'cancelled';
export const isCancellable = (of: State): of is 'delayed' | 'pending' | 'running' =>
  of === 'delayed' || of === 'pending' || of === 'running';

/** An attempt that failed, was given back or was cancelled. Times are ISO 8601, UTC. */
export const attempt = z.object({
  attempt: z.int(),
  startedAt: z.string().nullable(),
  endedAt: z.string(),
  outcome: z.enum(['failed', 'again', 'never', 'person', 'lost', 'given back', 'cancelled']),
  message,
  worker: z.string().nullable(),
});
export type Attempt = z.infer<typeof attempt>;

export const pause = z.object({
  reason: message,
  /** What would let the jobs go on; null when somebody paused them on purpose. */
  whatToDo: message.nullable(),
  since: timestamp,
});
export type Pause = z.infer<typeof pause>;

const progress = z.object({
  done: z.number().nullable(),
  total: z.number().nullable(),
  message: z.string().nullable(),
});

/** A job as a list shows it. */
export const jobSummary = z.object({
  id: z.string(),
  name: z.string(),
  key: z.string().nullable(),
  state,
  attempt: z.int(),
  enqueuedAt: timestamp,
  /** When it was or is due; null for at once. */
  runAt: timestamp.nullable(),
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
  error: message.nullable(),
});
export type JobSummary = z.infer<typeof jobSummary>;

/** What a job is about; `title` is null for an entry that is gone or has none. */
const entry = z.object({ type: z.string(), documentId: z.string(), title: z.string().nullable() });

/** A job as the admin panel lists it. */
export const listedJob = jobSummary.extend({
  entry: entry.nullable(),
  /** It failed, and a newer job of the same name and key is done. */
  isResolved: z.boolean(),
});
export type ListedJob = z.infer<typeof listedJob>;

/** A job with everything that is known of it; secrets are masked. */
export const jobDetail = listedJob.extend({
  owner: z.string().nullable(),
  priority: z.int(),
  /** How many attempts it has in all; null when no such job is defined. */
  attempts: z.int().nullable(),
  worker: z.string().nullable(),
  /** When its lease ends unless it is renewed; null unless it runs. */
  leaseUntil: timestamp.nullable(),
  progress: progress.nullable(),
  payload: json,
  result: json,
  history: z.array(attempt),
  /** Why jobs of its name wait, if they do. */
  pause: pause.nullable(),
});
export type JobDetail = z.infer<typeof jobDetail>;
