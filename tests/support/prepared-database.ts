import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { runNode } from './child';

const pollMs = 50;
const taken = z.object({ code: z.literal('EEXIST') });

/**
 * Has `make` called once in a jest run, by whichever worker comes first; the others wait for it.
 *
 * @returns what `make` was given: a folder that lasts as long as the run
 */
export async function onceARun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const run = process.env.TEST_RUN_FOLDER;
  if (!run) throw new Error('TEST_RUN_FOLDER is not set: run the tests through jest, with its global setup.');
  const folder = path.join(run, name);
  const [done, failed] = ['done', 'failed'].map((file) => path.join(folder, file)) as [string, string];
  if (!begins(folder)) {
    while (!fs.existsSync(done)) {
      if (fs.existsSync(failed)) throw new Error(fs.readFileSync(failed, 'utf8'));
      await pause(pollMs);
    }
    return folder;
  }
  try {
    await make(folder);
    fs.writeFileSync(done, '');
    return folder;
  } catch (error) {
    fs.writeFileSync(failed, String(error));
    throw error;
  }
}

/** Whether this worker is the first: the folder is its own. */
function begins(folder: string): boolean {
  try {
    fs.mkdirSync(folder);
    return true;
  } catch (error) {
    // Node's own errors are no `Error` of jest's.
    if (taken.safeParse(error).success) return false;
    throw error;
  }
}

/** Starts the compiled club on an empty database, and ends it: tables, roles and languages are there, and no content. */
export async function fillByFirstStart(env: Record<string, string>): Promise<void> {
  const { code, stdout, stderr } = await runNode(['tests/support/first-start.mjs'], env);
  if (code !== 0) throw new Error(`No database could be prepared:\n${stdout}\n${stderr}`);
}

let statements: Promise<string[]> | undefined;

/** Makes `target` a copy of `source`, foreign keys included: both are databases of the server, `target` an empty one. */
export async function copyDatabase(connection: Connection, source: string, target: string): Promise<void> {
  statements ??= statementsOf(connection, source);
  await connection.query(`USE ${target}`);
  await connection.query('SET foreign_key_checks = 0');
  for (const statement of await statements) await connection.query(statement);
}

async function statementsOf(connection: Connection, source: string): Promise<string[]> {
  const [tables] = await connection.query(`SHOW TABLES FROM ${source}`);
  const all: string[] = [];
  for (const table of (tables as object[]).map((row) => String(Object.values(row)[0]))) {
    const [[created]] = (await connection.query(`SHOW CREATE TABLE ${source}.\`${table}\``)) as unknown as [
      [Record<'Create Table', string>],
    ];
    const [[any]] = (await connection.query(
      `SELECT EXISTS (SELECT 1 FROM ${source}.\`${table}\`) AS filled`,
    )) as unknown as [[{ filled: number }]];
    all.push(created['Create Table']);
    if (any.filled) all.push(`INSERT INTO \`${table}\` SELECT * FROM ${source}.\`${table}\``);
  }
  return all;
}
