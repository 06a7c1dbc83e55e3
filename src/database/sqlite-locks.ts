import { setTimeout as rest } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { isReadingOnly } from './request';

/**
 * Another process (an import, a backup) may hold SQLite's write lock. SQLite waits synchronously, which blocks this whole
 * process (https://github.com/WiseLibs/better-sqlite3/issues/155). So while requests are served, SQLite only waits
 * briefly, and this retries later, releasing its only connection in between.
 */
const serving = { busyTimeoutMs: 50, limitMs: 5_000 };
/** Outside of serving (commands, the start), SQLite may wait synchronously. */
const notServing = { busyTimeoutMs: 10_000, limitMs: 30_000 };
/**
 * Pauses between retries: short for BEGIN, which does not wait at all; longer for a statement, which blocks for
 * `busyTimeoutMs` each time.
 */
export const pauses = { transactionMs: 25, statementMs: 200 };

let limits = notServing;

const busy = z.object({ code: z.string().startsWith('SQLITE_BUSY') });

export const isLocked = (error: unknown): boolean => busy.safeParse(error).success;

/** Call when requests are served from now on. */
export function beginServing(): void {
  limits = serving;
}

export function endServing(): void {
  limits = notServing;
}

const timeouts = new WeakMap<Sqlite.Database, number>();

/** Sets SQLite's own timeout, which is a setting of each connection. */
export function setBusyTimeout(connection: Sqlite.Database): void {
  const { busyTimeoutMs } = limits;
  if (timeouts.get(connection) === busyTimeoutMs) return;
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
  timeouts.set(connection, busyTimeoutMs);
}

/** Retries while another process holds the lock, up to the limit. `attempt` must release its connection when it fails. */
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

/** The parts of knex's transaction that are used; its types omit them. */
interface BeginningTransaction {
  begin(connection: Sqlite.Database): Promise<unknown>;
  query(connection: Sqlite.Database, sql: string): Promise<unknown>;
}

/**
 * Makes transactions take the write lock at BEGIN. Otherwise one that reads before it writes fails at once if another
 * process has written in between, without waiting (https://sqlite.org/rescode.html#busy_snapshot). Except for reads,
 * which Strapi's document service also wraps in transactions. Knex has no setting for this.
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
