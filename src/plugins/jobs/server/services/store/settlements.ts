import { pendingKeyOf, type JobRow } from '../../domain/row';
import type { JobUpdate } from '../../domain/settle';
import { pauseQueues } from './queues';
import type { Dialect, Session } from './session';

/** A claimed job and what became of it. */
export interface Settled {
  row: JobRow;
  settlement: JobUpdate;
  /** The names that pause with it when a person must act. */
  group: readonly string[];
}

/** Whether the job waits again, under a key that another may be taking. */
export const takesKey = ({ row, settlement: { state } }: Settled): boolean =>
  row.key !== null && (state === 'pending' || state === 'delayed');

/**
 * Writes what became of a claimed job. A lease that is no longer ours says that somebody else decides: nothing is written.
 *
 * @returns whether it was ours
 */
export async function writeSettlement(
  session: Session,
  dialect: Dialect,
  { row, settlement, group }: Settled,
): Promise<boolean> {
  const { state, pause, history } = settlement;
  const key = state === 'pending' || state === 'delayed' ? row.key : null;
  const isReplaced = key !== null && (await isWaiting(session, row.name, key));
  const changed = await session.run(
    `UPDATE jobs SET state = ?, run_at = ?, attempt = ?, finished_at = ?, result = ?, error = ?, history = ?,
       progress_done = ?, progress_total = ?, progress_message = ?, pending_key = ?,
       lease_token = NULL, lease_until = NULL, relayed_at = 0
     WHERE id = ? AND lease_token = ?`,
    [
      isReplaced ? 'cancelled' : state,
      settlement.runAt,
      settlement.attempt,
      isReplaced ? row.startedAt : settlement.finishedAt,
      settlement.result,
      isReplaced ? 'A newer one of the same key took its place.' : settlement.error,
      history.length === 0 ? null : JSON.stringify(history),
      row.progress.done,
      row.progress.total,
      row.progress.message,
      key === null || isReplaced ? null : pendingKeyOf(row.name, key),
      settlement.rowId,
      settlement.leaseToken,
    ],
  );
  if (changed > 0 && pause) await pauseQueues(session, dialect, group, pause);
  return changed > 0;
}

async function isWaiting(session: Session, name: string, key: string): Promise<boolean> {
  const found = await session.all('SELECT id FROM jobs WHERE pending_key = ?', [pendingKeyOf(name, key)]);
  return found.length > 0;
}
