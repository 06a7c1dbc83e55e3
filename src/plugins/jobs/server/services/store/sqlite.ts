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
  async function borrowing<T>(work: (connection: Database.Database) => Promise<T>): Promise<T> {
    const client = strapi.db.connection.client as Pool<unknown>;
    const connection = await client.acquireConnection();
    try {
      if (!(connection instanceof Database))
        throw new Error('The connection to SQLite is not better-sqlite3');
      return await work(connection);
    } finally {
      await client.releaseConnection(connection);
    }
  }

  async function transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const deadline = performance.now() + databaseTimeoutMs;
    for (;;) {
      try {
        return await borrowing(async (connection) => {
          begin(connection);
          return committed(connection, work);
        });
      } catch (error) {
        if (!busy.safeParse(error).success) throw error;
        if (performance.now() >= deadline)
          throw new Error(`Another process was writing to the database for ${databaseTimeoutMs} ms`, {
            cause: error,
          });
      }
      await new Promise((resolve) => setTimeout(resolve, untilNextTry * (0.5 + Math.random())));
    }
  }

  return {
    transaction,
    read: (work) => borrowing((connection) => work(sessionOf(connection))),
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

/** @throws SQLITE_BUSY at once when another process is writing */
function begin(database: Database.Database): void {
  const timeout = database.pragma('busy_timeout', { simple: true });
  database.pragma('busy_timeout = 0');
  try {
    database.exec('BEGIN IMMEDIATE');
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
