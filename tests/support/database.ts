import { randomBytes } from 'node:crypto';
import path from 'node:path';
import mysql from 'mysql2/promise';

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

/** A fresh, empty database: a file in `folder`, or one on the throw-away server with TEST_DATABASE=mariadb. */
export async function createDatabase(folder: string): Promise<TestDatabase> {
  return isMariadb ? createOnMariadb() : createFile(folder);
}

function createFile(folder: string): TestDatabase {
  const env = { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'club.db') };
  return { client: 'sqlite', env, remove: () => Promise.resolve() };
}

async function createOnMariadb(): Promise<TestDatabase> {
  const name = `club_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const env = {
    DATABASE_CLIENT: 'mysql',
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: serverPort(),
    DATABASE_NAME: name,
    DATABASE_USERNAME: 'root',
    DATABASE_PASSWORD: '',
  };
  return { client: 'mysql', env, remove: () => onServer(`DROP DATABASE ${name}`) };
}

async function onServer(statement: string): Promise<void> {
  const connection = await mysql.createConnection({
    host: '127.0.0.1',
    port: Number(serverPort()),
    user: 'root',
  });
  await connection.query(statement);
  await connection.end();
}

function serverPort(): string {
  const port = process.env.TEST_MARIADB_PORT;
  if (!port)
    throw new Error('TEST_MARIADB_PORT is not set: run the tests through jest, with its global setup.');
  return port;
}
