import type { JobRow, State } from '../../../../jobs/server/domain/row';
import type { TaskStatus, TaskView } from '../../contract/task';

/** That a job waits for its time is the queue's business; to who waits for it, it is pending. */
const statuses: Readonly<Record<State, TaskStatus>> = {
  delayed: 'pending',
  pending: 'pending',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

const ourFault = "It did not work, for a reason on our side; the club's staff can see which";

/**
 * Why a job has failed, for its owner. A handler that throws `UnrecoverableError` has decided so and gives its reason for the owner to
 * read. Any other error is whatever was thrown, and may name a query, an address or a path: it is for staff, who find it on the
 * page of the job. While a job is to be tried again, what went wrong is no news to its owner.
 */
function errorOf({ state, error, history }: JobRow): string | null {
  if (state !== 'failed') return null;
  return history.at(-1)?.outcome === 'never' && error !== null ? error : ourFault;
}

const instantOf = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

/** A job as its owner may see it: neither its payload, nor its attempts, nor who works on it. */
export function taskView(job: JobRow): TaskView {
  const { done, total, message } = job.progress;
  return {
    id: job.id,
    name: job.name,
    status: statuses[job.state],
    progress: { done, total, message },
    result: job.result === null ? null : JSON.parse(job.result),
    error: errorOf(job),
    created_at: new Date(job.enqueuedAt).toISOString(),
    started_at: instantOf(job.startedAt),
    finished_at: instantOf(job.finishedAt),
  };
}
