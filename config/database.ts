import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Connection } from 'mysql2';
import { foldAllLetters } from '../src/database/sqlite-letters';
import { env } from './env';

type Done = (error: Error | null, connection: unknown) => void;

/** The project's folder: this file is compiled to dist/config. */
const root = [path.resolve(__dirname, '..'), path.resolve(__dirname, '../..')].find((folder) =>
  existsSync(path.join(folder, 'package.json')),
);

/**
 * Allows readers beside the one writer (WAL), loses no confirmed write even if the power fails (FULL), waits for other
 * processes (an import, a backup), and makes searches case-insensitive in all alphabets.
 */
function prepareSqlite(connection: Database, done: Done): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  // Until src/database/sqlite-locks.ts sets its own.
  connection.pragma('busy_timeout = 10000');
  connection.pragma('foreign_keys = ON');
  foldAllLetters(connection);
  done(null, connection);
}

/**
 * The complete mode, independent of the server's: with NO_BACKSLASH_ESCAPES the driver's escaping would let a quote end a
 * string (https://github.com/mysqljs/mysql/issues/1828). MySQL 8 and MariaDB support all of these.
 */
const sqlMode = [
  'STRICT_TRANS_TABLES',
  'NO_ZERO_IN_DATE',
  'NO_ZERO_DATE',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ENGINE_SUBSTITUTION',
].join();

/** The timeout of a new connection: a network may silently drop packets. */
const silenceMs = 5_000;

/**
 * Times are UTC. READ COMMITTED, as on other databases: InnoDB's default also locks gaps between rows, and finds
 * deadlocks between unrelated writers. Lock waits are shorter than people wait for a response.
 */
function prepareMysql(connection: Connection, done: Done): void {
  const settings = `SET time_zone = '+00:00', sql_mode = '${sqlMode}', innodb_lock_wait_timeout = 10`;
  connection.query({ sql: settings, timeout: silenceMs }, (error) => {
    if (error) return done(error, connection);
    const isolation = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';
    connection.query({ sql: isolation, timeout: silenceMs }, (error) => done(error, connection));
  });
}

/** MySQL cannot roll back schema changes, and knex warns about each: nobody could act on that. */
const log = {
  warn(message: string): void {
    if (!message.startsWith('Transaction was implicitly committed')) console.warn(message);
  },
};

const sqlite = {
  client: 'sqlite',
  connection: { filename: path.resolve(root ?? '.', env.DATABASE_FILENAME) },
  useNullAsDefault: true,
  pool: { min: 1, max: 1, afterCreate: prepareSqlite },
  acquireConnectionTimeout: 10_000,
};

const mysql = {
  client: 'mysql',
  connection: {
    host: env.DATABASE_HOST,
    port: env.DATABASE_PORT,
    database: env.DATABASE_NAME,
    user: env.DATABASE_USERNAME,
    password: env.DATABASE_PASSWORD,
    ssl: env.DATABASE_SSL ? {} : false,
    charset: 'utf8mb4',
    timezone: 'Z',
    connectTimeout: silenceMs,
  },
  pool: { min: 0, max: env.DATABASE_POOL_MAX, afterCreate: prepareMysql },
  acquireConnectionTimeout: 5_000,
  log,
};

export default { connection: env.DATABASE_CLIENT === 'sqlite' ? sqlite : mysql };
