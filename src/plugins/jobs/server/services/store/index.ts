import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../../config';
import { jobRow, pendingKeyOf, type JobRow, type JobUpdate } from '../../domain/job';
import { jobMessages } from '../../domain/job-messages';
import { columnsOf } from '../../domain/messages';
import type { StoredPause } from '../../domain/views';
import { claimNext, claimOne, lockRows, type Lease, type Limits } from './claim';
import { createDialect, identified, marks, type Session } from './dialect';
import { ensureQueues, pauseQueues, readPauses, resumeQueues } from './queues';

export type { Limits };

/** A claimed job after its attempt, with the update of its row that is to be written. */
export interface CompletedJob {
  row: JobRow;
  update: JobUpdate;
  /** The names that pause with it when a person must act. */
  group: readonly string[];
}

interface Renewal {
  row: JobRow;
  progress: JobRow['progress'];
}

interface PollCycle {
  completed: readonly CompletedJob[];
  /** The names that may have jobs to claim, in the order in which they are served. */
  claim: readonly Limits[];
  /** How many jobs may be claimed in all. */
  most: number;
  lease: Lease;
}

interface Claims {
  claimed: JobRow[];
  /** Names that had no more jobs to claim. */
  exhausted: string[];
  /** When a limiter lets more jobs start, where one holds them back; milliseconds since 1970. */
  moreAt: number | null;
}

export type JobStore = ReturnType<typeof createStore>;

const named = z.object({ name: z.string() });
const earliest = z.object({ run_at: z.coerce.number().nullable() });

/** Rows a statement. */
const promoteBatch = 500;
/** Milliseconds until due jobs are looked at again that others have locked. */
const retryPromotionAfter = 100;

const waitsAgain = ({ row, update: { state } }: CompletedJob): boolean =>
  row.key !== null && (state === 'pending' || state === 'delayed');

/** The rows of the queue, for both engines. Each function is one transaction, unless it says otherwise. */
export function createStore(strapi: Core.Strapi, config: Pick<JobsConfig, 'at' | 'databaseTimeoutMs'>) {
  const dialect = createDialect(strapi, config);
  const { transaction, read } = dialect;

  /** @returns the jobs whose lease was lost: they were not written */
  async function writeAll(session: Session, completed: readonly CompletedJob[]): Promise<CompletedJob[]> {
    const refused: CompletedJob[] = [];
    for (const each of completed) {
      config.at('before-result', each.row.id);
      if (!(await writeUpdate(session, each))) refused.push(each);
      config.at('at-commit', each.row.id);
    }
    return refused;
  }

  async function claimAll(session: Session, { claim, most, lease }: PollCycle): Promise<Claims> {
    const claims: Claims = { claimed: [], exhausted: [], moreAt: null };
    for (const limits of claim) {
      const slots = most - claims.claimed.length;
      if (slots <= 0) break;
      const { rows, moreAt } = await claimNext(session, limits, slots, lease);
      claims.claimed.push(...rows);
      if (moreAt !== null) claims.moreAt = Math.min(moreAt, claims.moreAt ?? moreAt);
      if (rows.length < slots) claims.exhausted.push(limits.name);
    }
    return claims;
  }

  return {
    dialect,

    /**
     * Writes completed jobs and claims the next, in one commit. Jobs that wait again under their key are each written in a
     * transaction before: it may have to wait for a caller that is enqueueing under that key, and must not hold other locks
     * meanwhile.
     */
    async pollCycle(cycle: PollCycle): Promise<Claims & { refused: CompletedJob[] }> {
      const { completed } = cycle;
      const refused: CompletedJob[] = [];
      for (const each of completed.filter(waitsAgain))
        refused.push(...(await transaction((session) => writeAll(session, [each]))));
      const others = completed.filter((each) => !waitsAgain(each));
      const result = await transaction(async (session) => ({
        refused: [...refused, ...(await writeAll(session, others))],
        ...(await claimAll(session, cycle)),
      }));
      for (const { row } of completed) config.at('after-result', row.id);
      for (const { id } of result.claimed) config.at('after-claim', id);
      return result;
    },

    async claimOne(id: string, limits: Omit<Limits, 'limiter'>, lease: Lease): Promise<JobRow | null> {
      const row = await transaction((session) => claimOne(session, id, limits, lease));
      if (row) config.at('after-claim', row.id);
      return row;
    },

    /** Renews leases and writes progress. @returns the jobs whose lease was lost */
    renew: (renewals: readonly Renewal[], until: number): Promise<JobRow[]> =>
      transaction(async (session) => {
        const lost: JobRow[] = [];
        for (const { row, progress } of renewals) {
          const changed = await session.run(
            `UPDATE jobs SET lease_until = ?, progress_done = ?, progress_total = ?, progress_message = ?
             WHERE id = ? AND lease_token = ?`,
            [until, progress.done, progress.total, progress.message, row.rowId, row.leaseToken],
          );
          if (changed === 0) lost.push(row);
        }
        return lost;
      }),

    /**
     * Makes a batch of due jobs claimable. @param now milliseconds since 1970
     * @returns when the next delayed job is due, or null when there is none
     */
    promote: (now: number): Promise<number | null> =>
      transaction(async (session) => {
        const due = await session.all(
          identified,
          `SELECT id FROM jobs WHERE state = 'delayed' AND run_at <= ? ORDER BY run_at LIMIT ${promoteBatch}`,
          [now],
        );
        const ids = await lockRows(
          session,
          due.map(({ id }) => id),
        );
        if (due.length > 0 && ids.length === 0) return now + retryPromotionAfter;
        if (ids.length > 0)
          await session.run(
            `UPDATE jobs SET state = 'pending' WHERE state = 'delayed' AND run_at <= ? AND id IN (${marks(ids.length)})`,
            [now, ...ids],
          );
        const [next] = await session.all(
          earliest,
          `SELECT MIN(run_at) AS run_at FROM jobs WHERE state = 'delayed'`,
        );
        return next?.run_at ?? null;
      }),

    /** @returns null when there is no such job (any more) */
    find: (id: string): Promise<JobRow | null> =>
      read(async (session) => {
        const [row] = await session.all(jobRow, 'SELECT * FROM jobs WHERE document_id = ?', [id]);
        return row ?? null;
      }),
    /** Names of which jobs wait to be claimed. */
    pendingNames: (): Promise<string[]> =>
      read(async (session) => {
        const rows = await session.all(named, `SELECT DISTINCT name FROM jobs WHERE state = 'pending'`);
        return rows.map(({ name }) => name);
      }),
    running: (): Promise<JobRow[]> =>
      read((session) => session.all(jobRow, `SELECT * FROM jobs WHERE state = 'running'`)),

    ensureQueues: (names: readonly string[]) => transaction((session) => ensureQueues(session, names)),
    pause: (names: readonly string[], pause: StoredPause) =>
      transaction((session) => pauseQueues(session, names, pause)),
    resume: (names: readonly string[]) => transaction((session) => resumeQueues(session, names)),
    pauses: () => read(readPauses),
  };
}

/** Writes the update of a claimed job. @returns false when its lease was lost: then another process decides, and nothing is written */
async function writeUpdate(session: Session, completed: CompletedJob): Promise<boolean> {
  const { row, update, group } = completed;
  const { state, pause, history } = update;
  const pendingKey = row.key !== null && waitsAgain(completed) ? pendingKeyOf(row.name, row.key) : null;
  const isReplaced =
    pendingKey !== null &&
    (await session.all(identified, 'SELECT id FROM jobs WHERE pending_key = ?', [pendingKey])).length > 0;
  const changed = await session.run(
    `UPDATE jobs SET state = ?, run_at = ?, attempt = ?, finished_at = ?, result = ?, error = ?, error_message = ?, history = ?,
       progress_done = ?, progress_total = ?, progress_message = ?, pending_key = ?,
       lease_token = NULL, lease_until = NULL, outbox_published_at = 0
     WHERE id = ? AND lease_token = ?`,
    [
      isReplaced ? 'cancelled' : state,
      update.runAt,
      update.attempt,
      isReplaced ? row.startedAt : update.finishedAt,
      update.result,
      ...columnsOf(isReplaced ? jobMessages.say('replaced') : update.error),
      history.length === 0 ? null : JSON.stringify(history),
      row.progress.done,
      row.progress.total,
      row.progress.message,
      isReplaced ? null : pendingKey,
      update.rowId,
      update.leaseToken,
    ],
  );
  if (changed > 0 && pause) await pauseQueues(session, group, pause);
  return changed > 0;
}
