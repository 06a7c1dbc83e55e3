import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../../config';
import { jobRow, type JobRow } from '../../domain/row';
import { claimNext, claimOne, type Lease } from './claims';
import { type Limits } from './limits';
import { lockRows } from './locks';
import { mysqlDialect } from './mysql';
import { ensureQueues, pauseQueues, pausesOf, resumeQueues, type Pause } from './queues';
import { forgetRelayed, markRelayed, unrelayed, type Unrelayed } from './relaying';
import { takesKey, writeSettlement, type Settled } from './settlements';
import { sqliteDialect } from './sqlite';
import { marks, type Dialect, type Session } from './session';

export type { Limits, Pause, Settled, Unrelayed };

export interface Turn {
  settled: readonly Settled[];
  /** The names that may have work, in the order they are served. */
  claim: readonly Limits[];
  /** How many jobs may be claimed in all. */
  most: number;
  lease: Lease;
}

export interface Turned {
  /** Those whose lease was lost: what became of them was not written. */
  refused: Settled[];
  claimed: JobRow[];
  /** Names that had no more to claim. */
  exhausted: string[];
  /** When a limiter lets more start, where one holds jobs back; milliseconds since 1970. */
  moreAt: number | null;
}

export interface Renewal {
  row: JobRow;
  progress: JobRow['progress'];
}

export type JobStore = ReturnType<typeof createStore>;

const named = z.object({ name: z.string() });
const identified = z.object({ id: z.coerce.number() });
/** Rows a statement. */
const most = 500;
/** Milliseconds. */
const lookAgainAfter = 100;
const earliest = z.object({ run_at: z.coerce.number().nullable() });

/** The rows of the queue, for both engines: each function is one transaction. */
export function createStore(strapi: Core.Strapi, config: Pick<JobsConfig, 'at' | 'databaseTimeoutMs'>) {
  const dialect: Dialect =
    strapi.db.dialect.client === 'sqlite' ? sqliteDialect(strapi, config) : mysqlDialect(strapi, config);
  const { transaction } = dialect;

  async function write(session: Session, settled: readonly Settled[]): Promise<Settled[]> {
    const refused: Settled[] = [];
    for (const each of settled) {
      config.at('before-result', each.row.id);
      if (!(await writeSettlement(session, dialect, each))) refused.push(each);
      config.at('at-commit', each.row.id);
    }
    return refused;
  }

  /**
   * Writes what became of finished jobs and claims the next: one commit for all of it. But for jobs that wait again under their key,
   * which somebody's transaction may be taking at this moment: while that is waited for, nothing else may be locked.
   */
  async function turn({ settled, claim, most, lease }: Turn): Promise<Turned> {
    const alone = settled.filter(takesKey);
    const together = settled.filter((each) => !takesKey(each));
    const refused: Settled[] = [];
    for (const each of alone) refused.push(...(await transaction((session) => write(session, [each]))));
    const turned = await transaction(async (session) => {
      const result: Turned = { refused, claimed: [], exhausted: [], moreAt: null };
      refused.push(...(await write(session, together)));
      for (const limits of claim) {
        const room = most - result.claimed.length;
        if (room <= 0) break;
        const { rows, moreAt } = await claimNext(session, dialect, limits, room, lease);
        result.claimed.push(...rows);
        if (moreAt !== null) result.moreAt = Math.min(moreAt, result.moreAt ?? moreAt);
        if (rows.length < room) result.exhausted.push(limits.name);
      }
      return result;
    });
    for (const { row } of settled) config.at('after-result', row.id);
    for (const { id } of turned.claimed) config.at('after-claim', id);
    return turned;
  }

  /** @returns the rows whose lease was no longer ours */
  async function renew(renewals: readonly Renewal[], until: number): Promise<JobRow[]> {
    return transaction(async (session) => {
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
    });
  }

  /** Makes jobs whose time has come claimable. @returns when the next is due, or null */
  async function promote(now: number): Promise<number | null> {
    return transaction(async (session) => {
      const due = await session.all(
        `SELECT id FROM jobs WHERE state = 'delayed' AND run_at <= ? ORDER BY run_at LIMIT ${most}`,
        [now],
      );
      const ids = await lockRows(
        session,
        dialect,
        due.map((row) => identified.parse(row).id),
      );
      if (ids.length > 0)
        await session.run(
          `UPDATE jobs SET state = 'pending' WHERE state = 'delayed' AND run_at <= ? AND id IN (${marks(ids.length)})`,
          [now, ...ids],
        );
      const [row] = await session.all(`SELECT MIN(run_at) AS run_at FROM jobs WHERE state = 'delayed'`, []);
      // All that is due is locked by others: not to be looked at again and again until it is free.
      if (due.length > 0 && ids.length === 0) return now + lookAgainAfter;
      return earliest.parse(row).run_at;
    });
  }

  return {
    dialect,
    turn,
    renew,
    promote,
    async claimOne(id: string, limits: Limits, lease: Lease): Promise<JobRow | null> {
      const row = await transaction((session) => claimOne(session, dialect, id, limits, lease));
      if (row) config.at('after-claim', row.id);
      return row;
    },
    unrelayed: (most: number): Promise<Unrelayed[]> => transaction((session) => unrelayed(session, most)),
    markRelayed: (jobs: readonly Unrelayed[], now: number) =>
      transaction((session) => markRelayed(session, dialect, jobs, now)),
    async forgetRelayed(): Promise<void> {
      let after: number | null = 0;
      while (after !== null) {
        const from: number = after;
        after = await transaction((session) => forgetRelayed(session, dialect, from));
      }
    },
    /** @returns null when there is no such job (any more) */
    find: (id: string): Promise<JobRow | null> =>
      transaction(async (session) => {
        const [row] = await session.all('SELECT * FROM jobs WHERE document_id = ?', [id]);
        return row === undefined ? null : jobRow.parse(row);
      }),
    waitingNames: (): Promise<string[]> =>
      transaction(async (session) => {
        const rows = await session.all(`SELECT DISTINCT name FROM jobs WHERE state = 'pending'`, []);
        return rows.map((row) => named.parse(row).name);
      }),
    running: (): Promise<JobRow[]> =>
      transaction(async (session) => {
        const rows = await session.all(`SELECT * FROM jobs WHERE state = 'running'`, []);
        return rows.map((row) => jobRow.parse(row));
      }),
    ensureQueues: (names: readonly string[]) =>
      transaction((session) => ensureQueues(session, dialect, names)),
    pause: (names: readonly string[], pause: Pause) =>
      transaction((session) => pauseQueues(session, dialect, names, pause)),
    resume: (names: readonly string[]) => transaction((session) => resumeQueues(session, names)),
    pauses: () => transaction(pausesOf),
  };
}
