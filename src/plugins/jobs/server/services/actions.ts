import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { ConflictError } from '../../../../shared/server/admin-api';
import { isCancellable, isRetryable, type State } from '../../contract/job';
import type { Retried } from '../../contract/requests';
import type { JobsConfig } from '../config';
import type { JobRegistry } from '../definition';
import { toMessage, type Message } from '../../contract/message';
import { cancellationOf, pendingKeyOf, type JobRow } from '../domain/job';
import { jobMessages } from '../domain/job-messages';
import { columnsOf } from '../domain/messages';
import { jobNotFound } from './inspection';
import type { JobStore } from './store';
import { lockKeys } from './store/claim';
import type { Session } from './store/dialect';

/** Rows a transaction, so that nobody waits for it for long. */
const batch = 500;
/** How often to try to cancel a job that changes or is locked meanwhile, and milliseconds between two tries. */
const cancelTries = 50;
const pauseBetweenTries = 20;

const retryableRows = z.array(z.object({ id: z.number(), name: z.string(), key: z.string().nullable() }));
type RetryableRow = z.output<typeof retryableRows>[number];

/** Due at once, with all its attempts; its history stays. */
const retryColumns = `jobs SET state = 'pending', pending_key = ?, run_at = ?, attempt = 0, finished_at = NULL,
    result = NULL, error = NULL, error_message = NULL, progress_done = NULL, progress_total = NULL, progress_message = NULL, outbox_published_at = 0
  WHERE id = ? AND state IN ('failed', 'cancelled')`;

/** The result of `cancel`; `ended` with the state in which the job had ended, `changing` when it changed, or was locked, for a second. */
export type Cancelled =
  | { outcome: 'cancelled' | 'not found' | 'changing' }
  | { outcome: 'ended'; state: Exclude<State, 'delayed' | 'pending' | 'running'> };

/**
 * What people do to jobs: pause and resume queues, retry and cancel jobs.
 *
 * @param engine.refresh has it look for work again
 * @param engine.lose has it stop a job that is no longer its own
 */
export function createActions(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  store: JobStore,
  { refresh, lose }: { refresh: () => void; lose: (row: JobRow) => void },
) {
  const { find } = store;
  const { transaction } = store.dialect;

  async function resume(names: readonly string[]): Promise<void> {
    await store.resume(names);
    refresh();
  }

  /** @returns false when the key waits already: the job then stays as it is */
  async function retryRow(session: Session, { id, name, key }: RetryableRow): Promise<boolean> {
    const pendingKey = key === null ? null : pendingKeyOf(name, key);
    const sql = `${session.updateIgnore} ${retryColumns}`;
    const changed = await session.run(sql, [pendingKey, config.now(), id]);
    if (changed === 0 || pendingKey === null) return changed > 0;
    // MySQL also counts a row that it has ignored.
    const waiting = 'SELECT id FROM jobs WHERE id = ? AND pending_key = ?';
    return (await session.all(z.unknown(), waiting, [id, pendingKey])).length > 0;
  }

  /** @returns how many of them wait now */
  const retryRows = (rows: readonly RetryableRow[]): Promise<number> =>
    transaction(async (session) => {
      let retried = 0;
      for (const row of rows) if (await retryRow(session, row)) retried += 1;
      return retried;
    });

  /** @returns false when it has changed since it was read, or somebody else has locked it */
  function cancelRow(row: JobRow, said: Message): Promise<boolean> {
    const { finishedAt, error, history } = cancellationOf(row, { said, now: config.now() });
    const isWaiting = row.state === 'pending' || row.state === 'delayed';
    return transaction(async (session) => {
      if (isWaiting && (await lockKeys(session, [row])).length === 0) return false;
      const changed = await session.run(
        `UPDATE jobs SET state = 'cancelled', pending_key = NULL, finished_at = ?, error = ?, error_message = ?, history = ?,
             lease_token = NULL, lease_until = NULL, outbox_published_at = 0
           WHERE id = ? AND state = ? AND COALESCE(lease_token, '') = ?`,
        [
          finishedAt,
          ...columnsOf(error),
          JSON.stringify(history),
          row.rowId,
          row.state,
          row.leaseToken ?? '',
        ],
      );
      return changed > 0;
    });
  }

  return {
    groupOf: registry.groupOf,

    /** Pauses queues: their jobs wait until somebody resumes them, and running jobs finish. One that is paused keeps its first reason. */
    async pause(
      names: readonly string[],
      { reason, whatToDo = null }: { reason: Message | string; whatToDo?: Message | string | null },
    ): Promise<void> {
      await store.pause(names, {
        reason: toMessage(reason),
        whatToDo: whatToDo === null ? null : toMessage(whatToDo),
        since: config.now(),
      });
      refresh();
    },
    resume,

    /**
     * Resumes a queue, and those of its group that were paused at the same time for the same reason: once a person has acted, all
     * of them can work again. @returns the names that were resumed; none when it was not paused
     */
    async resumeTogether(name: string): Promise<string[]> {
      const pauses = await store.pauses();
      const pause = pauses.get(name);
      if (!pause) return [];
      const names = registry.groupOf(name).filter((each) => {
        const other = pauses.get(each);
        return other?.since === pause.since && other.reason.text === pause.reason.text;
      });
      await resume(names);
      return names;
    },

    /**
     * Retries a failed or cancelled job, at once. @throws NotFoundError; ConflictError when it waits, runs or is done, or a newer
     * one of its key waits
     */
    async retry(id: string): Promise<void> {
      const row = await find(id);
      if (!row) throw jobNotFound(id);
      if (!isRetryable(row.state))
        throw new ConflictError(`It is ${row.state}: only failed and cancelled jobs can be retried.`);
      if ((await retryRows([{ ...row, id: row.rowId }])) === 0)
        throw new ConflictError(
          row.key === null
            ? 'Somebody else was faster: it has changed meanwhile.'
            : `A newer job of the key "${row.key}" waits already; it does what this one would.`,
        );
      refresh();
    },

    /** Retries all failed jobs of a name, in batches. Of several with one key, the newest. */
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
        const rows = retryableRows.parse(found);
        const last = rows.at(-1);
        if (!last) break;
        const retried = await retryRows(newestOfKey(rows));
        result.retried += retried;
        result.left += rows.length - retried;
        before = last.id;
      }
      refresh();
      return result;
    },

    /**
     * Cancels a job: one that waits does not start; one that runs loses its lease, so that its outcome is not written. Its handler's
     * signal is aborted at once where it runs in this process, and elsewhere when its lease is next renewed (within a third of
     * `leaseMs`).
     *
     * @param said by whom it is cancelled, as staff will read
     */
    async cancel(id: string, said = jobMessages.say('cancelled-by-owner')): Promise<Cancelled> {
      for (let attempt = 1; attempt <= cancelTries; attempt += 1) {
        const row = await find(id);
        if (!row) return { outcome: 'not found' };
        const { state } = row;
        if (!isCancellable(state)) return { outcome: 'ended', state };
        if (await cancelRow(row, said)) {
          lose(row);
          refresh();
          return { outcome: 'cancelled' };
        }
        // The transaction that holds it, the outbox's for example, may take as long as the disk.
        await wait(pauseBetweenTries);
      }
      return { outcome: 'changing' };
    },
  };
}

/** The jobs that may wait at the same time: of several with one key the newest. @param jobs of one name, newest first */
export function newestOfKey<Job extends { key: string | null }>(jobs: readonly Job[]): Job[] {
  const seen = new Set<string>();
  return jobs.filter(({ key }) => {
    if (key === null) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
