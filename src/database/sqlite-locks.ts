import { setTimeout as rest } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { isReadingOnly } from './request';

/**
 * Another process may hold SQLite's write lock: an import, a backup. SQLite waits for it within the call, and with it everything
 * this process does (https://github.com/WiseLibs/better-sqlite3/issues/155). So a club that serves requests lets SQLite wait for
 * a moment only, and tries again a little later, having let go of its one connection in between.
 */
const serving = { busyTimeoutMs: 50, limitMs: 5_000 };
/** Where nobody is served (a command, the start) there is time, and SQLite may wait within the call. */
const notServing = { busyTimeoutMs: 10_000, limitMs: 30_000 };
/** Short for a transaction, whose BEGIN does not wait at all; longer for a statement that blocks for `busyTimeoutMs` each time. */
export const pauses = { transactionMs: 25, statementMs: 200 };

let limits = notServing;

const busy = z.object({ code: z.string().startsWith('SQLITE_BUSY') });

/** Whether another process holds the lock. */
export const isLocked = (error: unknown): boolean => busy.safeParse(error).success;

/** From now on requests are served. */
export function beginServing(): void {
  limits = serving;
}

export function endServing(): void {
  limits = notServing;
}

const timeouts = new WeakMap<Sqlite.Database, number>();

/** Sets SQLite's own limit of waiting, which every connection has for itself. */
export function setBusyTimeout(connection: Sqlite.Database): void {
  const { busyTimeoutMs } = limits;
  if (timeouts.get(connection) === busyTimeoutMs) return;
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
  timeouts.set(connection, busyTimeoutMs);
}

/** Tries again while another process holds the lock, up to the limit. `attempt` holds no connection when it has failed. */
export async function waitingForLock<T>(pauseMs: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + limits.limitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadline) throw error;
      await rest(pauseMs * (0.5 + Math.random()));
    }
  }
}

/** What is used of knex's transaction, whose types do not tell of it. */
interface BeginningTransaction {
  begin(connection: Sqlite.Database): Promise<unknown>;
  query(connection: Sqlite.Database, sql: string): Promise<unknown>;
}

/**
 * A transaction that reads before it writes fails at once when another process has written in between, however long it
 * would wait (https://sqlite.org/rescode.html#busy_snapshot). So each takes the write lock when it begins, but for one that
 * only reads: Strapi's document service wraps reads in transactions too. Knex has no setting for that.
 */
export function beginImmediately(transaction: BeginningTransaction): void {
  const beginDeferred = transaction.begin.bind(transaction);
  transaction.begin = (connection) => {
    if (isReadingOnly()) return beginDeferred(connection);
    const timeout: unknown = connection.pragma('busy_timeout', { simple: true });
    connection.pragma('busy_timeout = 0');
    try {
      return transaction.query(connection, 'BEGIN IMMEDIATE;');
    } finally {
      connection.pragma(`busy_timeout = ${String(timeout)}`);
    }
  };
}
