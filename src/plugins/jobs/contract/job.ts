import { z } from 'zod';

/** A moment as the admin API tells it: ISO 8601, UTC. */
export const moment = z.iso.datetime();

export const states = ['delayed', 'pending', 'running', 'done', 'failed', 'cancelled'] as const;
export const state = z.enum(states);
export type State = z.infer<typeof state>;

/** What a program wrote as JSON. */
export const json = z.json();
export type Json = z.infer<typeof json>;

/** What may be given another chance, and what may still be called off. */
export const isRetryable = (of: State): of is 'failed' | 'cancelled' => of === 'failed' || of === 'cancelled';
export const isCancellable = (of: State): of is 'delayed' | 'pending' | 'running' =>
  of === 'delayed' || of === 'pending' || of === 'running';

/** One attempt that did not end well, was given up, or was called off. Times are ISO, UTC. */
export const attempt = z.object({
  attempt: z.int(),
  startedAt: z.string().nullable(),
  endedAt: z.string(),
  outcome: z.enum(['failed', 'again', 'never', 'person', 'lost', 'given back', 'cancelled']),
  message: z.string(),
  worker: z.string().nullable(),
});
export type Attempt = z.infer<typeof attempt>;

export const pause = z.object({
  reason: z.string(),
  /** What would let the jobs go on; null when somebody paused them on purpose. */
  whatToDo: z.string().nullable(),
  since: moment,
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
  enqueuedAt: moment,
  /** When it was or is due; null for at once. */
  runAt: moment.nullable(),
  /** When its latest attempt began. */
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  error: z.string().nullable(),
});
export type JobSummary = z.infer<typeof jobSummary>;

/** A job's whole story; secrets in what people and programs wrote are masked. */
export const jobStory = jobSummary.extend({
  owner: z.string().nullable(),
  priority: z.int(),
  /** How often it is tried in all; null when this version of the club does not know such jobs. */
  attempts: z.int().nullable(),
  worker: z.string().nullable(),
  /** Until when its worker has it, unless that renews it; null unless it runs. */
  leaseUntil: moment.nullable(),
  progress: progress.nullable(),
  payload: json,
  result: json,
  history: z.array(attempt),
  /** Why jobs of its name wait, if they do. */
  pause: pause.nullable(),
});
export type JobStory = z.infer<typeof jobStory>;
