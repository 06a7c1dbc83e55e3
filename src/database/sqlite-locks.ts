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
/** Where nobody is served (a command, the start) there is time, and SQLite may wait within the call: see config/database.ts. */
const notServing = { limitMs: 30_000 };
/** Short for a transaction, whose BEGIN does not wait at all; longer for a statement that blocks for `busyTimeoutMs` each time. */
export const pauses = { transactionMs: 25, statementMs: 200 };

let limitMs = notServing.limitMs;

const busy = z.object({ code: z.string().startsWith('SQLITE_BUSY') });

/** From now on requests are served. @param setBusyTimeout sets SQLite's own limit */
export async function beginServing(setBusyTimeout: (ms: number) => Promise<unknown>): Promise<void> {
  limitMs = serving.limitMs;
  await setBusyTimeout(serving.busyTimeoutMs);
}

export function endServing(): void {
  limitMs = notServing.limitMs;
}

/** Tries again while another process holds the lock, up to the limit. `attempt` holds no connection when it has failed. */
export async function waitingForLock<T>(pauseMs: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!busy.safeParse(error).success || performance.now() >= deadline) throw error;
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
