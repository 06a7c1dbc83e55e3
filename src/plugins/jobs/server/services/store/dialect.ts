import type { Core } from '@strapi/strapi';
import Database from 'better-sqlite3';
import type { Connection } from 'mysql2';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../../database/retry-on-deadlock';
import { withTimeLimit } from '../../../../../shared/server/time-limit';
import type { JobsConfig } from '../../config';

export type Binding = string | number | null;

/** The words of SQL that differ between the databases. */
interface SqlWords {
  /** Appended to a SELECT: skips rows that another transaction has locked, and locks the others. */
  skipLocked: string;
  /** After the table of a SELECT: finds rows by their pending keys, and locks those index entries before the rows. */
  byPendingKey: string;
  /** Appended to the SELECT of a queue's row: serialises claims of a name with limits. */
  forUpdate: string;
  /** Between an INSERT and the changes to a row that exists already. */
  onDuplicate: string;
  /** The value that the INSERT would have written to a column. */
  inserted: (column: string) => string;
  least: (...values: string[]) => string;
  /** An INSERT that skips duplicates. */
  insertIgnore: string;
  /** An UPDATE that skips rows which would become duplicates. */
  updateIgnore: string;
}

/** One transaction at the database: plain SQL that SQLite, MySQL and MariaDB all understand but for those words. */
export interface Session extends SqlWords {
  /** @param row what each row is parsed with */
  all<Row extends z.ZodType>(row: Row, sql: string, bindings?: readonly Binding[]): Promise<z.output<Row>[]>;
  /** @returns how many rows it changed */
  run(sql: string, bindings: readonly Binding[]): Promise<number>;
}

export interface SqlDialect extends SqlWords {
  /** Runs `work` in a transaction of its own, and commits it. */
  transaction: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /** Runs `work`, which only reads, without waiting for writers. */
  read: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
}

/** What is used of knex's pool, whose own types say `any`. */
interface Pool<PooledConnection> {
  acquireConnection(): Promise<PooledConnection>;
  releaseConnection(connection: PooledConnection): Promise<void>;
}

/** @param work gets a connection of Strapi's pool to itself */
async function withConnection<PooledConnection, T>(
  strapi: Core.Strapi,
  work: (connection: PooledConnection) => Promise<T>,
): Promise<T> {
  const pool = strapi.db.connection.client as Pool<PooledConnection>;
  const connection = await pool.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await pool.releaseConnection(connection);
  }
}

type Settings = Pick<JobsConfig, 'databaseTimeoutMs'>;

/** A row of which only the id is read. */
export const identified = z.object({ id: z.coerce.number() });

/** Placeholders for as many values. */
export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

export const createDialect = (strapi: Core.Strapi, settings: Settings): SqlDialect =>
  strapi.db.dialect.client === 'sqlite' ? sqliteDialect(strapi, settings) : mysqlDialect(strapi, settings);

/** Waits for another process to end its transaction: milliseconds between two tries, about. */
const sqliteRetryMs = 4;

/**
 * Borrows Strapi's one SQLite connection from its pool, which excludes all other transactions of this process. Knex's query builder
 * would cost more than the queries themselves.
 *
 * SQLite waits for writers of other processes within a call, and would block the whole process. So BEGIN fails at once here, and
 * is repeated for up to `databaseTimeoutMs`.
 */
function sqliteDialect(strapi: Core.Strapi, { databaseTimeoutMs }: Settings): SqlDialect {
  const withDatabase = <T>(work: (database: Database.Database) => Promise<T>): Promise<T> =>
    withConnection(strapi, (connection: unknown) => {
      if (connection instanceof Database) return work(connection);
      throw new Error('The connection to SQLite is not better-sqlite3');
    });

  async function transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const deadline = performance.now() + databaseTimeoutMs;
    for (;;) {
      try {
        return await withDatabase((database) => {
          beginImmediate(database);
          return commitSqlite(database, work);
        });
      } catch (error) {
        if (!busyError.safeParse(error).success) throw error;
        if (performance.now() >= deadline)
          throw new Error(`Another process was writing to the database for ${databaseTimeoutMs} ms`, {
            cause: error,
          });
      }
      await new Promise((resolve) => setTimeout(resolve, sqliteRetryMs * (0.5 + Math.random())));
    }
  }

  const read: SqlDialect['read'] = (work) => withDatabase((database) => work(sqliteSession(database)));
  return { ...sqliteWords, transaction, read };
}

const sqliteWords: SqlWords = {
  skipLocked: '',
  byPendingKey: '',
  forUpdate: '',
  onDuplicate: 'ON CONFLICT (pending_key) DO UPDATE SET',
  inserted: (column) => `excluded.${column}`,
  least: (...values) => `MIN(${values.join(', ')})`,
  insertIgnore: 'INSERT OR IGNORE',
  updateIgnore: 'UPDATE OR IGNORE',
};

const busyError = z.object({ code: z.string().startsWith('SQLITE_BUSY') });

/** @throws SQLITE_BUSY at once when another process is writing */
function beginImmediate(database: Database.Database): void {
  const timeout = database.pragma('busy_timeout', { simple: true });
  database.pragma('busy_timeout = 0');
  try {
    database.exec('BEGIN IMMEDIATE');
  } finally {
    database.pragma(`busy_timeout = ${String(timeout)}`);
  }
}

async function commitSqlite<T>(
  database: Database.Database,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    const result = await work(sqliteSession(database));
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

type Statements = Map<string, Database.Statement<Binding[]>>;
const preparedStatements = new WeakMap<Database.Database, Statements>();

function sqliteSession(database: Database.Database): Session {
  const statements: Statements = preparedStatements.get(database) ?? new Map<string, never>();
  preparedStatements.set(database, statements);
  function prepared(sql: string): Database.Statement<Binding[]> {
    const statement = statements.get(sql) ?? database.prepare<Binding[]>(sql);
    statements.set(sql, statement);
    return statement;
  }
  return {
    ...sqliteWords,
    all: async (row, sql, bindings = []) =>
      prepared(sql)
        .all(...bindings)
        .map((each) => row.parse(each)),
    run: async (sql, bindings) => prepared(sql).run(...bindings).changes,
  };
}

/**
 * Takes a connection from Strapi's pool for each transaction. One that takes longer than `databaseTimeoutMs` is destroyed, since a
 * peer that vanished silently would be waited for without end; the pool makes another.
 */
function mysqlDialect(strapi: Core.Strapi, { databaseTimeoutMs }: Settings): SqlDialect {
  const once = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    withConnection(strapi, (connection: Connection) =>
      withTimeLimit(commitMysql(connection, work), databaseTimeoutMs, () => {
        connection.destroy();
        throw new Error(`The database did not answer within ${databaseTimeoutMs} ms`);
      }),
    );
  const transaction: SqlDialect['transaction'] = (work) => retryOnDeadlock(() => once(work));

  return { ...mysqlWords, transaction, read: transaction };
}

const mysqlWords: SqlWords = {
  skipLocked: 'FOR UPDATE SKIP LOCKED',
  byPendingKey: 'FORCE INDEX (jobs_pending_key_index)',
  forUpdate: 'FOR UPDATE',
  onDuplicate: 'ON DUPLICATE KEY UPDATE',
  inserted: (column) => `VALUES(${column})`,
  least: (...values) => `LEAST(${values.join(', ')})`,
  insertIgnore: 'INSERT IGNORE',
  updateIgnore: 'UPDATE IGNORE',
};

async function commitMysql<T>(connection: Connection, work: (session: Session) => Promise<T>): Promise<T> {
  const promised = connection.promise();
  await promised.query('START TRANSACTION');
  try {
    const result = await work(mysqlSession(connection));
    await promised.query('COMMIT');
    return result;
  } catch (error) {
    await promised.query('ROLLBACK').catch(() => connection.destroy());
    throw error;
  }
}

const resultHeader = z.object({ affectedRows: z.number() });

function mysqlSession(connection: Connection): Session {
  const promised = connection.promise();
  return {
    ...mysqlWords,
    async all(row, sql, bindings = []) {
      const [rows] = await promised.execute(sql, [...bindings]);
      return z
        .array(z.unknown())
        .parse(rows)
        .map((each) => row.parse(each));
    },
    async run(sql, bindings) {
      const [result] = await promised.execute(sql, [...bindings]);
      return resultHeader.parse(result).affectedRows;
    },
  };
}
