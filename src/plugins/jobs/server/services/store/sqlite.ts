import type { Core } from '@strapi/strapi';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { JobsConfig } from '../../config';
import type { Binding, Dialect, Pool, Session } from './session';

/** Milliseconds, about. */
const untilNextTry = 4;

const statements = new WeakMap<Database.Database, Map<string, Database.Statement<Binding[]>>>();

function prepared(database: Database.Database, sql: string): Database.Statement<Binding[]> {
  const known = statements.get(database) ?? new Map<string, Database.Statement<Binding[]>>();
  statements.set(database, known);
  const statement = known.get(sql) ?? database.prepare<Binding[]>(sql);
  known.set(sql, statement);
  return statement;
}

function sessionOf(database: Database.Database): Session {
  return {
    async all(sql, bindings) {
      return prepared(database, sql).all(...bindings);
    },
    async run(sql, bindings) {
      return prepared(database, sql).run(...bindings).changes;
    },
  };
}

/**
 * Strapi's one connection, borrowed from its pool: whoever has it is alone, so that no transaction of this process is in
 * between. The query builder would cost more than the work.
 *
 * Another process may be writing. SQLite would wait for it within the call, and the whole club with it; here it gives up at
 * once and comes back a little later, for as long as `databaseTimeoutMs`.
 */
export function sqliteDialect(
  strapi: Core.Strapi,
  { databaseTimeoutMs }: Pick<JobsConfig, 'databaseTimeoutMs'>,
): Dialect {
  /** @returns null when another process is writing */
  async function tried<T>(work: (session: Session) => Promise<T>): Promise<{ result: T } | null> {
    const client = strapi.db.connection.client as Pool<unknown>;
    const connection = await client.acquireConnection();
    try {
      if (!(connection instanceof Database))
        throw new Error('The connection to SQLite is not better-sqlite3');
      return begun(connection) ? { result: await committed(connection, work) } : null;
    } finally {
      await client.releaseConnection(connection);
    }
  }

  async function transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const deadline = performance.now() + databaseTimeoutMs;
    while (performance.now() < deadline) {
      const done = await tried(work);
      if (done) return done.result;
      await new Promise((resolve) => setTimeout(resolve, untilNextTry * (0.5 + Math.random())));
    }
    throw new Error(`Another process was writing to the database for ${databaseTimeoutMs} ms`);
  }

  return {
    transaction,
    claiming: '',
    byPendingKey: '',
    locking: '',
    onDuplicate: 'ON CONFLICT (pending_key) DO UPDATE SET',
    inserted: (column) => `excluded.${column}`,
    least: (...values) => `MIN(${values.join(', ')})`,
    insertIgnore: 'INSERT OR IGNORE',
    updateIgnore: 'UPDATE OR IGNORE',
  };
}

const busy = z.object({ code: z.string().startsWith('SQLITE_BUSY') });

/** @returns whether the transaction has begun; not when another process is writing */
function begun(database: Database.Database): boolean {
  const timeout = database.pragma('busy_timeout', { simple: true });
  database.pragma('busy_timeout = 0');
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (busy.safeParse(error).success) return false;
    throw error;
  } finally {
    database.pragma(`busy_timeout = ${String(timeout)}`);
  }
}

async function committed<T>(database: Database.Database, work: (session: Session) => Promise<T>): Promise<T> {
  try {
    const result = await work(sessionOf(database));
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
