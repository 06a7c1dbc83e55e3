import { DelayedError, WaitingError, type Job } from 'bullmq';
import type { JobsConfig } from '../../config';
import type { JobRow } from '../../domain/row';
import type { JobStore } from '../store';

/** A job that may not start just now, though it is due, is looked at again after so long. Milliseconds. */
const lookAgainAfter = 200;
const lookAgainAfterRunning = 1000;

/**
 * What becomes of BullMQ's note of a job that is not done: each function throws what makes BullMQ keep the note, or returns when
 * it is not needed any more.
 *
 * @param followPauses brings BullMQ's queues in step with what is paused in the database
 * @param complain tells staff why a note could not be looked into
 */
export function createNotes(
  config: Pick<JobsConfig, 'now'>,
  store: Pick<JobStore, 'pauses'>,
  followPauses: () => Promise<void>,
  complain: (error: unknown) => void,
) {
  async function lookAgain(note: Job, token: string | undefined, after: number): Promise<never> {
    await note.moveToDelayed(Date.now() + after, token);
    throw new DelayedError();
  }

  /** @param runAt milliseconds since 1970 by the queue's clock */
  async function delayed(note: Job, token: string | undefined, runAt: number): Promise<never> {
    // By the machine's clock, which is BullMQ's: what is due by it and not yet by ours would be looked at again and again.
    return lookAgain(note, token, Math.max(lookAgainAfter / 4, runAt - config.now()));
  }

  async function waiting(note: Job, token: string | undefined): Promise<never> {
    await note.moveToWait(token);
    throw new WaitingError();
  }

  /**
   * Why it could not be claimed decides whether its note stays. One whose row has ended is not needed; one whose row is running is,
   * since its process may have died, and BullMQ takes no other note of that name meanwhile.
   */
  async function unclaimed(note: Job, token: string | undefined, row: JobRow | null): Promise<void> {
    if (row?.state === 'delayed') return delayed(note, token, row.runAt);
    if (row?.state === 'running') return lookAgain(note, token, lookAgainAfterRunning);
    if (row?.state !== 'pending') return;
    const pauses = await store.pauses();
    if (!pauses.has(row.name)) return lookAgain(note, token, lookAgainAfter);
    await followPauses();
    return waiting(note, token);
  }

  /**
   * Keeps a note that could not be looked into, because the database could not be asked for example: BullMQ would drop it.
   *
   * @throws DelayedError; or what was thrown, where that is about the note already
   */
  async function kept(note: Job, token: string | undefined, error: unknown): Promise<never> {
    if (error instanceof DelayedError || error instanceof WaitingError) throw error;
    complain(error);
    return lookAgain(note, token, lookAgainAfter);
  }

  return { delayed, waiting, unclaimed, kept };
}
