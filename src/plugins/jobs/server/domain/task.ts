import { isoTime } from '../../../../shared/server/iso-time';
import { z } from 'zod';
import { timestamp } from '../../../../http/schemas';
import { state } from '../../contract/job';
import type { JobRow } from './job';

export const taskId = z.string().describe('The `task_id` of a 202 response');

export const taskSchema = z
  .strictObject({
    id: taskId,
    name: z.string().describe('What kind of task it is'),
    status: state.exclude(['delayed']).describe('A task that will be tried again is pending'),
    progress: z.strictObject({
      done: z.int().nullable(),
      total: z.int().nullable(),
      message: z.string().nullable(),
    }),
    result: z.unknown().describe('What has come of it, once it is done: any JSON, or null'),
    error: z.string().nullable().describe('Why it has failed: a sentence for a person'),
    created_at: timestamp,
    started_at: timestamp.nullable().describe('When it was last begun'),
    finished_at: timestamp.nullable(),
  })
  .meta({ id: 'Task' });
type TaskView = z.infer<typeof taskSchema>;

const ourFault = "It did not work, for a reason on our side; the club's staff can see which";

/**
 * Why a job has failed, for its owner. A handler that throws `UnrecoverableError` has decided so and gives its reason for the owner to
 * read. Any other error is whatever was thrown, and may name a query, an address or a path: it is for staff, who find it on the
 * page of the job. While a job is to be tried again, what went wrong is no news to its owner.
 */
function errorOf({ state, error, history }: JobRow): string | null {
  if (state !== 'failed') return null;
  return history.at(-1)?.outcome === 'never' && error !== null ? error.text : ourFault;
}

/** A job as its owner may see it: neither its payload, nor its attempts, nor who works on it. */
export function toTask(job: JobRow): TaskView {
  return {
    id: job.id,
    name: job.name,
    // A delayed job is pending for whoever waits for it.
    status: job.state === 'delayed' ? 'pending' : job.state,
    progress: job.progress,
    result: job.result === null ? null : JSON.parse(job.result),
    error: errorOf(job),
    created_at: new Date(job.enqueuedAt).toISOString(),
    started_at: isoTime(job.startedAt),
    finished_at: isoTime(job.finishedAt),
  };
}
