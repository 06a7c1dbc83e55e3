import type { JobsConfig } from '../../config';
import { isCancellable } from '../../../contract/job';
import { cancellationOf } from '../../domain/cancel';
import { JobConflict, JobNotFound } from '../../domain/refusals';
import type { JobRow } from '../../domain/row';
import type { JobStore } from '../store';
import { lockKeys } from '../store/locks';

/** How often it is tried anew when the job begins, ends or comes back in just that moment. */
const tries = 5;

export function createCancel(
  config: Pick<JobsConfig, 'now'>,
  store: JobStore,
  find: (id: string) => Promise<JobRow | null>,
  { refresh, lost }: { refresh: () => void; lost: (row: JobRow) => void },
) {
  /** @returns whether it was still as we had seen it */
  function write(row: JobRow, by: string): Promise<boolean> {
    const { finishedAt, error, history } = cancellationOf(row, { by, now: config.now() });
    const waits = row.state === 'pending' || row.state === 'delayed';
    return store.dialect.transaction(async (session) => {
      if (waits && (await lockKeys(session, store.dialect, [row])).length === 0) return false;
      const changed = await session.run(
        `UPDATE jobs SET state = 'cancelled', pending_key = NULL, finished_at = ?, error = ?, history = ?,
             lease_token = NULL, lease_until = NULL, relayed_at = 0
           WHERE id = ? AND state = ? AND COALESCE(lease_token, '') = ?`,
        [finishedAt, error, JSON.stringify(history), row.rowId, row.state, row.leaseToken ?? ''],
      );
      return changed > 0;
    });
  }

  return {
    /**
     * Calls a job off: one that waits does not start; one that runs loses its lease, and what it still does does not count. Its
     * handler's signal is aborted at once where it runs in this process, and in another when that next renews the lease
     * (within a third of `leaseMs`).
     *
     * @param by who calls it off, to people
     * @throws JobNotFound, JobConflict when it has ended
     */
    async cancel(id: string, by: string): Promise<void> {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const row = await find(id);
        if (!row) throw new JobNotFound(id);
        if (!isCancellable(row.state))
          throw new JobConflict(`It is ${row.state}: only jobs that wait or run can be cancelled.`);
        if (!(await write(row, by))) continue;
        lost(row);
        return refresh();
      }
      throw new JobConflict('It changes all the time: try again in a moment.');
    },
  };
}
