import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../../config';
import { isRetryable } from '../../../contract/job';
import type { Retried } from '../../../contract/requests';
import { newestOfKey } from '../../domain/newest-of-key';
import { JobConflict, JobNotFound } from '../../domain/refusals';
import { pendingKeyOf, type JobRow } from '../../domain/row';
import type { JobStore } from '../store';
import type { Session } from '../store/session';

/** Rows a transaction: few enough that nobody waits for it. */
const batch = 500;

const keyed = z.array(z.object({ id: z.number(), name: z.string(), key: z.string().nullable() }));

/** Due at once, its attempts counted anew; what it went through stays in its history. */
const anotherChance = `jobs SET state = 'pending', pending_key = ?, run_at = ?, attempt = 0, finished_at = NULL,
    result = NULL, error = NULL, progress_done = NULL, progress_total = NULL, progress_message = NULL, relayed_at = 0
  WHERE id = ? AND state IN ('failed', 'cancelled')`;

interface Keyed {
  id: number;
  name: string;
  key: string | null;
}

export function createRetry(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  store: JobStore,
  find: (id: string) => Promise<JobRow | null>,
  refresh: () => void,
) {
  const { transaction, updateIgnore } = store.dialect;

  /** @returns whether it waits now; one whose key waits already stays as it is */
  async function giveChance(session: Session, { id, name, key }: Keyed): Promise<boolean> {
    const pendingKey = key === null ? null : pendingKeyOf(name, key);
    const found = await session.run(`${updateIgnore} ${anotherChance}`, [pendingKey, config.now(), id]);
    if (found === 0 || pendingKey === null) return found > 0;
    // MySQL counts a row that it passed over, too.
    const rows = await session.all('SELECT id FROM jobs WHERE id = ? AND pending_key = ?', [id, pendingKey]);
    return rows.length > 0;
  }

  /** @returns how many of them wait now */
  const giveChances = (jobs: readonly Keyed[]): Promise<number> =>
    transaction(async (session) => {
      let given = 0;
      for (const job of jobs) if (await giveChance(session, job)) given += 1;
      return given;
    });

  return {
    /**
     * Gives a failed or cancelled job another chance, at once.
     *
     * @throws JobNotFound, JobConflict when it waits, runs or is done, or a newer one of its key waits
     */
    async retry(id: string): Promise<void> {
      const row = await find(id);
      if (!row) throw new JobNotFound(id);
      if (!isRetryable(row.state))
        throw new JobConflict(`It is ${row.state}: only failed and cancelled jobs can be retried.`);
      if ((await giveChances([{ ...row, id: row.rowId }])) === 0)
        throw new JobConflict(
          row.key === null
            ? 'Somebody else was faster: it has changed meanwhile.'
            : `A newer job of the key "${row.key}" waits already; it does what this one would.`,
        );
      refresh();
    },

    /** Gives all failed jobs of a name another chance, in batches. Of several with one key the newest has it. */
    async retryFailed(name: string): Promise<Retried> {
      const result: Retried = { retried: 0, left: 0 };
      for (let before = Number.MAX_SAFE_INTEGER; ;) {
        const found: unknown = await strapi.db
          .connection('jobs')
          .select('id', 'name', 'key')
          .where({ name, state: 'failed' })
          .where('id', '<', before)
          .orderBy('id', 'desc')
          .limit(batch);
        const rows = keyed.parse(found);
        const last = rows.at(-1);
        if (!last) break;
        const retried = await giveChances(newestOfKey(rows));
        result.retried += retried;
        result.left += rows.length - retried;
        before = last.id;
      }
      refresh();
      return result;
    },
  };
}
