import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../../config';
import { jobRow, type JobRow } from '../../domain/row';
import { claimOne, type Lease } from './claims';
import { promote } from './due';
import type { Limits } from './limits';
import { mysqlDialect } from './mysql';
import { ensureQueues, pauseQueues, pausesOf, resumeQueues, type Pause } from './queues';
import { forgetRelayed, markRelayed, unrelayed, type Unrelayed } from './relaying';
import type { Dialect } from './session';
import type { Settled } from './settlements';
import { sqliteDialect } from './sqlite';
import { createTurn } from './turn';

export type { Limits, Pause, Settled, Unrelayed };

export interface Renewal {
  row: JobRow;
  progress: JobRow['progress'];
}

export type JobStore = ReturnType<typeof createStore>;

const named = z.object({ name: z.string() });

/** The rows of the queue, for both engines: each function is one transaction, but for what says otherwise. */
export function createStore(strapi: Core.Strapi, config: Pick<JobsConfig, 'at' | 'databaseTimeoutMs'>) {
  const dialect: Dialect =
    strapi.db.dialect.client === 'sqlite' ? sqliteDialect(strapi, config) : mysqlDialect(strapi, config);
  const { transaction, read } = dialect;

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

  return {
    dialect,
    turn: createTurn(dialect, config),
    renew,
    promote: (now: number): Promise<number | null> =>
      transaction((session) => promote(session, dialect, now)),
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
      read(async (session) => {
        const [row] = await session.all('SELECT * FROM jobs WHERE document_id = ?', [id]);
        return row === undefined ? null : jobRow.parse(row);
      }),
    waitingNames: (): Promise<string[]> =>
      read(async (session) => {
        const rows = await session.all(`SELECT DISTINCT name FROM jobs WHERE state = 'pending'`, []);
        return rows.map((row) => named.parse(row).name);
      }),
    running: (): Promise<JobRow[]> =>
      read(async (session) => {
        const rows = await session.all(`SELECT * FROM jobs WHERE state = 'running'`, []);
        return rows.map((row) => jobRow.parse(row));
      }),
    ensureQueues: (names: readonly string[]) =>
      transaction((session) => ensureQueues(session, dialect, names)),
    pause: (names: readonly string[], pause: Pause) =>
      transaction((session) => pauseQueues(session, dialect, names, pause)),
    resume: (names: readonly string[]) => transaction((session) => resumeQueues(session, names)),
    pauses: () => read(pausesOf),
  };
}
