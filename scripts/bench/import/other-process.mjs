// Another process on a club's database: reads and writes in turn without a pause, and reports the longest time of each.
import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import { setTimeout as pause } from 'node:timers/promises';
import { answerParent, endAtOnce } from '../club.mjs';

/** Longer than any import. */
const PATIENCE_MS = 600_000;
const read = 'SELECT COUNT(*) FROM categories';
const write = "INSERT INTO categories (document_id, slug, locale) VALUES ('bench', 'bench', 'en')";
const undo = "DELETE FROM categories WHERE document_id = 'bench'";

async function ask() {
  if (process.env.DATABASE_CLIENT !== 'mysql') {
    const database = new Sqlite(process.env.DATABASE_FILENAME, { timeout: PATIENCE_MS });
    return async (sql) => database.prepare(sql)[sql === read ? 'all' : 'run']();
  }
  const connection = await mysql.createConnection({
    host: process.env.DATABASE_HOST,
    port: Number(process.env.DATABASE_PORT),
    user: process.env.DATABASE_USERNAME,
    database: process.env.DATABASE_NAME,
  });
  await connection.query(`SET innodb_lock_wait_timeout = ${PATIENCE_MS / 1000}`);
  return (sql) => againAfterDeadlock(() => connection.query(sql));
}

/** Repeats a statement after a deadlock, like the club. */
async function againAfterDeadlock(statement) {
  for (;;) {
    try {
      return await statement();
    } catch (error) {
      if (error.code !== 'ER_LOCK_DEADLOCK') throw error;
    }
  }
}

const longest = { read: 0, write: 0 };
async function timed(kind, work) {
  const began = performance.now();
  await work();
  longest[kind] = Math.max(longest[kind], (performance.now() - began) / 1000);
}

const query = await ask();
endAtOnce();
answerParent({ longest: async () => longest });
for (;;) {
  await timed('read', () => query(read));
  await timed('write', () => query(write));
  await timed('write', () => query(undo));
  await pause(20);
}
