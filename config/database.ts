import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Connection } from 'mysql2';
import { foldAllLetters } from '../src/database/sqlite-letters';
import { env } from './env';

type Done = (error: Error | null, connection: unknown) => void;

/** The project's folder: this file runs compiled, in dist/config. */
const root = [path.resolve(__dirname, '..'), path.resolve(__dirname, '../..')].find((folder) =>
  existsSync(path.join(folder, 'package.json')),
);

/**
 * Readers beside the one writer (WAL), nothing lost that was answered for, not even when the power fails
 * (FULL), a second process (an import, a backup) is waited for, and searches know all letters in both cases.
 */
function prepareSqlite(connection: Database, done: Done): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  // Until src/database/sqlite-locks.ts has its own say.
  connection.pragma('busy_timeout = 10000');
  connection.pragma('foreign_keys = ON');
  foldAllLetters(connection);
  done(null, connection);
}

/**
 * The whole mode, whatever the server's own is: with NO_BACKSLASH_ESCAPES the driver's escaping would let a quote end a text
 * (https://github.com/mysqljs/mysql/issues/1828). MySQL 8 and MariaDB both know these.
 */
const sqlMode = [
  'STRICT_TRANS_TABLES',
  'NO_ZERO_IN_DATE',
  'NO_ZERO_DATE',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ENGINE_SUBSTITUTION',
].join();

/** How long a new connection may say nothing. The network may lose what was sent without a word. */
const silenceMs = 5_000;

/**
 * Times are UTC. A statement sees what is committed when it begins, as on other databases: InnoDB's own default locks the
 * gaps between rows too, and finds deadlocks between writers that have nothing to do with each other. A lock that somebody
 * keeps for long is not waited for longer than people wait for an answer.
 */
function prepareMysql(connection: Connection, done: Done): void {
  const settings = `SET time_zone = '+00:00', sql_mode = '${sqlMode}', innodb_lock_wait_timeout = 10`;
  connection.query({ sql: settings, timeout: silenceMs }, (error) => {
    if (error) return done(error, connection);
    const isolation = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';
    connection.query({ sql: isolation, timeout: silenceMs }, (error) => done(error, connection));
  });
}

/** MySQL cannot take back a change of tables, and knex says so once for each: nothing anybody could act on. */
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
