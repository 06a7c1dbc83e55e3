import { z } from 'zod';
import { jobDetail } from '../../jobs/contract/job';
import { message } from '../../jobs/contract/message';
import { readAction } from '../../jobs/contract/permissions';
import { outcome } from './log';

const timestamp = z.iso.datetime();

const call = z.object({ at: timestamp, action: z.string() });

/** One integration, as its card shows it. Times are UTC. */
export const card = z.object({
  name: z.string(),
  title: z.string(),
  state: z.enum(['off', 'ready', 'working', 'waiting', 'broken']),
  /** Why it is so; null where there is nothing to say. */
  reason: message.nullable(),
  whatToDo: message.nullable(),
  /** Since when it is broken or paused. */
  since: timestamp.nullable(),
  /** Until when it waits; null where that is up to somebody. */
  until: timestamp.nullable(),
  /** The names of settings. */
  missing: z.array(z.string()),
  canSyncAll: z.boolean(),
  jobs: z.object({
    names: z.array(z.string()),
    waiting: z.number(),
    running: z.number(),
    failed: z.number(),
    nextRunAt: timestamp.nullable(),
  }),
  lastSuccess: call.nullable(),
  lastFailure: call.extend({ outcome, message: message.nullable() }).nullable(),
});
export type Card = z.infer<typeof card>;

/** `GET /integrations` */
export const cardList = z.object({ data: z.array(card) });
export type CardList = z.infer<typeof cardList>;

/** `POST /integrations/:name/check`. `problem` is null when the remote lets us in. */
export const checkAnswer = z.object({ data: z.object({ problem: message.nullable(), card }) });
export type CheckAnswer = z.infer<typeof checkAnswer>;

/** `POST /integrations/:name/resume` */
export const resumeAnswer = z.object({ data: card });
export type ResumeAnswer = z.infer<typeof resumeAnswer>;

/** `POST /integrations/:name/sync`, 202: the task to ask `/api/v1/tasks/:id` about. */
export const syncAnswer = z.object({ task_id: z.string() });
export type SyncAnswer = z.infer<typeof syncAnswer>;

/** Whoever has it may read an integration's jobs. */
export const readJobs = readAction;

/** `GET /jobs/jobs/:id`, as far as the page shows it: how far a sync is. */
export const syncJob = jobDetail.pick({ state: true, progress: true, error: true });
