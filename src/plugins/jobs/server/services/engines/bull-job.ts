import { DelayedError, WaitingError, type Job } from 'bullmq';
import type { JobsConfig } from '../../config';
import type { JobRow } from '../../domain/job';
import type { JobStore } from '../store';

/** Milliseconds until a due job is tried again that may not start yet, and one that is running. */
const retryAfter = 200;
const retryRunningAfter = 1000;

/**
 * Keeps or drops a BullMQ job whose row is not done: each function throws what makes BullMQ keep the job, or returns when it is
 * not needed any more.
 *
 * @param syncPauses pauses and resumes BullMQ's queues as the database says
 * @param warn logs why a job could not be processed
 */
export function createBullJobs(
  config: Pick<JobsConfig, 'now'>,
  store: Pick<JobStore, 'pauses'>,
  syncPauses: () => Promise<void>,
  warn: (error: unknown) => void,
) {
  async function delayBy(bullJob: Job, token: string | undefined, ms: number): Promise<never> {
    await bullJob.moveToDelayed(Date.now() + ms, token);
    throw new DelayedError();
  }

  /** @param runAt milliseconds since 1970, by the queue's clock */
  async function delay(bullJob: Job, token: string | undefined, runAt: number): Promise<never> {
    // BullMQ uses the machine's clock. Without a minimum, a job that is due by that clock but not by ours would come back at once.
    return delayBy(bullJob, token, Math.max(retryAfter / 4, runAt - config.now()));
  }

  async function requeue(bullJob: Job, token: string | undefined): Promise<never> {
    await bullJob.moveToWait(token);
    throw new WaitingError();
  }

  /**
   * Keeps the BullMQ job of a row that could not be claimed, unless the row has ended. It is kept while the row is running, since
   * that process may have died, and BullMQ accepts no second job of the same id.
   */
  async function keepUnlessEnded(bullJob: Job, token: string | undefined, row: JobRow | null): Promise<void> {
    if (row?.state === 'delayed') return delay(bullJob, token, row.runAt);
    if (row?.state === 'running') return delayBy(bullJob, token, retryRunningAfter);
    if (row?.state !== 'pending') return;
    const pauses = await store.pauses();
    if (!pauses.has(row.name)) return delayBy(bullJob, token, retryAfter);
    await syncPauses();
    return requeue(bullJob, token);
  }

  /**
   * Keeps a job that could not be processed, since BullMQ would drop it. @throws DelayedError; or `error` itself, where it already
   * says what BullMQ is to do
   */
  async function keepAfterError(bullJob: Job, token: string | undefined, error: unknown): Promise<never> {
    if (error instanceof DelayedError || error instanceof WaitingError) throw error;
    warn(error);
    return delayBy(bullJob, token, retryAfter);
  }

  return { delay, requeue, keepUnlessEnded, keepAfterError };
}

/** How long Redis may take to close connections. Milliseconds. */
export const closeLimit = 2_000;

/** What BullMQ's workers and queues have in common, as far as it is used here. */
interface Closable {
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

/**
 * Closes workers or queues, and disconnects them when they are not closed by the time `limit` resolves: while Redis is away, BullMQ
 * would wait for ever.
 */
export async function closeAll(all: readonly Closable[], limit: Promise<unknown>): Promise<void> {
  const isClosed = await Promise.race([
    Promise.all(all.map((each) => each.close())).then(() => true),
    limit.then(() => false),
  ]);
  if (!isClosed) for (const each of all) each.disconnect().catch(() => undefined);
}
