import type { Attempt, JobRow } from './row';

/** What is written of a job that somebody calls off. */
export interface Cancellation {
  finishedAt: number;
  error: string;
  history: readonly Attempt[];
}

/**
 * A job that somebody calls off; one that runs has had an attempt, which ends here.
 *
 * @param by who calls it off, to people
 * @param now milliseconds since 1970
 */
export function cancellationOf(row: JobRow, { by, now }: { by: string; now: number }): Cancellation {
  const error = `Cancelled by ${by}.`;
  const cut: Attempt[] =
    row.state === 'running'
      ? [
          {
            attempt: row.attempt,
            startedAt: row.startedAt === null ? null : new Date(row.startedAt).toISOString(),
            endedAt: new Date(now).toISOString(),
            outcome: 'cancelled',
            message: error,
            worker: row.worker,
          },
        ]
      : [];
  return { finishedAt: now, error, history: [...row.history, ...cut] };
}
