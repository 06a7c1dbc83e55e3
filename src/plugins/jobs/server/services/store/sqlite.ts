import type { Core } from '@strapi/strapi';
import Database from 'better-sqlite3';
import type { Binding, Dialect, Pool, Session } from './session';

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
 * once (SQLITE_BUSY) and the engine comes back.
 */
export function sqliteDialect(strapi: Core.Strapi): Dialect {
  async function transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = strapi.db.connection.client as Pool<unknown>;
    const connection = await client.acquireConnection();
    try {
      if (!(connection instanceof Database))
        throw new Error('The connection to SQLite is not better-sqlite3');
      const timeout = connection.pragma('busy_timeout', { simple: true });
      connection.pragma('busy_timeout = 0');
      try {
        connection.exec('BEGIN IMMEDIATE');
      } finally {
        connection.pragma(`busy_timeout = ${String(timeout)}`);
      }
      return await committed(connection, work);
    } finally {
      await client.releaseConnection(connection);
    }
  }

  return {
    transaction,
    claiming: '',
    locking: '',
    onDuplicate: 'ON CONFLICT (pending_key) DO UPDATE SET',
    inserted: (column) => `excluded.${column}`,
    least: (...values) => `MIN(${values.join(', ')})`,
    insertIgnore: 'INSERT OR IGNORE',
    updateIgnore: 'UPDATE OR IGNORE',
  };
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
