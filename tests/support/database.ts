import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import mysql, { type Connection } from 'mysql2/promise';
import { copyDatabase, fillByFirstStart, onceARun } from './prepared-database';

const isMariadb = process.env.TEST_DATABASE === 'mariadb';

/** Tests of what one database alone does. */
export const onMariadb = isMariadb ? it : it.skip;
export const onSqlite = isMariadb ? it.skip : it;

export interface TestDatabase {
  client: 'sqlite' | 'mysql';
  /** The club's DATABASE_* variables for it. */
  env: Record<string, string>;
  remove(): Promise<void>;
}

/**
 * A fresh database: a file in `folder`, or one on the throw-away server with TEST_DATABASE=mariadb. It is as a first start
 * of the club leaves it, which takes a test's club seconds less; or empty.
 */
export async function createDatabase(
  folder: string,
  { isEmpty = false }: { isEmpty?: boolean } = {},
): Promise<TestDatabase> {
  const database = isMariadb ? await createOnMariadb() : createFile(folder);
  if (!isEmpty) await (isMariadb ? copyPreparedDatabase(database) : copyPreparedFile(database));
  return database;
}

/** Asks or tells a test's database something, past any club. @returns the rows of a query */
export async function queryRows({ client, env }: TestDatabase, sql: string): Promise<unknown[]> {
  if (client === 'mysql') {
    const rows: unknown[] = [];
    await onServer(async (connection) => {
      await connection.changeUser({ database: String(env['DATABASE_NAME']) });
      const [answer] = await connection.query(sql);
      if (Array.isArray(answer)) rows.push(...answer);
    });
    return rows;
  }
  const database = new Sqlite(String(env['DATABASE_FILENAME']));
  try {
    const statement = database.prepare(sql);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  } finally {
    database.close();
  }
}

function createFile(folder: string): TestDatabase {
  const env = { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'club.db') };
  return { client: 'sqlite', env, remove: () => Promise.resolve() };
}

async function copyPreparedFile({ env }: TestDatabase): Promise<void> {
  const prepared = await onceARun('sqlite', (folder) => fillByFirstStart(createFile(folder).env));
  fs.copyFileSync(path.join(prepared, 'club.db'), String(env['DATABASE_FILENAME']));
}

async function createOnMariadb(name = `club_${randomBytes(6).toString('hex')}`): Promise<TestDatabase> {
  await onServer((connection) =>
    connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`),
  );
  const env = {
    DATABASE_CLIENT: 'mysql',
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: serverPort(),
    DATABASE_NAME: name,
    DATABASE_USERNAME: 'root',
    DATABASE_PASSWORD: '',
  };
  const drop = (connection: Connection): Promise<unknown> => connection.query(`DROP DATABASE ${name}`);
  return { client: 'mysql', env, remove: () => onServer(drop) };
}

async function copyPreparedDatabase({ env }: TestDatabase): Promise<void> {
  const prepared = 'club_prepared';
  await onceARun('mariadb', async () => fillByFirstStart((await createOnMariadb(prepared)).env));
  await onServer((connection) => copyDatabase(connection, prepared, String(env['DATABASE_NAME'])));
}

async function onServer(work: (connection: Connection) => Promise<unknown>): Promise<void> {
  const connection = await mysql.createConnection({
    host: '127.0.0.1',
    port: Number(serverPort()),
    user: 'root',
  });
  try {
    await work(connection);
  } finally {
    await connection.end();
  }
}

function serverPort(): string {
  const port = process.env.TEST_MARIADB_PORT;
  if (!port)
    throw new Error('TEST_MARIADB_PORT is not set: run the tests through jest, with its global setup.');
  return port;
}
