import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';

const CONNECT_LIMIT_MS = 10_000;

/** Rejects with a Problem if nothing can listen at HOST and PORT. */
export function checkPort({ HOST, PORT }) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => reject(new Problem(describePortError(error, HOST, PORT))));
    probe.listen(PORT, HOST, () => probe.close(resolve));
  });
}

/** @param {NodeJS.ErrnoException} error */
function describePortError({ code, message }, host, port) {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is used by another program: end that one, or set PORT to a free port (PORT=${port + 1} npm start).`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights than you have: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST is "${host}", which is not an address of this machine: set it to 0.0.0.0 for all of them.`;
  }
  return `The club cannot listen on ${host}:${port}: ${message}.`;
}

/** Rejects with a Problem if the database cannot be used. */
export async function checkDatabase(env) {
  await (env.DATABASE_CLIENT === 'sqlite' ? checkSqlite(env) : checkMysql(env));
}

async function checkSqlite({ DATABASE_FILENAME }) {
  const file = path.resolve(root, DATABASE_FILENAME);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(file);
    database.pragma('schema_version');
    database.close();
  } catch (error) {
    throw new Problem(describeSqliteError(error, file));
  }
}

/** @param {NodeJS.ErrnoException} error */
function describeSqliteError({ code, message }, file) {
  if (code === 'ERR_DLOPEN_FAILED' || /bindings file|NODE_MODULE_VERSION/.test(message)) {
    return 'better-sqlite3 was not built for this Node: run "npm rebuild better-sqlite3" (it takes python3, make and g++), then start again.';
  }
  if (code === 'SQLITE_NOTADB') return `DATABASE_FILENAME names ${file}, which is not an SQLite database.`;
  return `The database ${file} cannot be opened: ${message}.`;
}

async function checkMysql(env) {
  const { default: mysql } = await import('mysql2/promise');
  try {
    const connection = await mysql.createConnection({
      host: env.DATABASE_HOST,
      port: env.DATABASE_PORT,
      database: env.DATABASE_NAME,
      user: env.DATABASE_USERNAME,
      password: env.DATABASE_PASSWORD,
      ssl: env.DATABASE_SSL ? {} : undefined,
      connectTimeout: CONNECT_LIMIT_MS,
    });
    await connection.end();
  } catch (error) {
    throw new Problem(describeMysqlError(error, env));
  }
}

/** @param {NodeJS.ErrnoException} error */
function describeMysqlError({ code, message }, env) {
  const server = `${env.DATABASE_HOST}:${env.DATABASE_PORT}`;
  switch (code) {
    case 'ECONNREFUSED':
      return `No database server answers at ${server}: start it, or correct DATABASE_HOST and DATABASE_PORT.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `DATABASE_HOST is "${env.DATABASE_HOST}", which cannot be resolved: correct it.`;
    case 'ETIMEDOUT':
      return `The database server at ${server} does not answer: check DATABASE_HOST, DATABASE_PORT and the firewall between.`;
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_DBACCESS_DENIED_ERROR':
      return `The database server at ${server} refuses the user "${env.DATABASE_USERNAME}": correct DATABASE_USERNAME and DATABASE_PASSWORD, or grant that user the database "${env.DATABASE_NAME}".`;
    case 'ER_BAD_DB_ERROR':
      return `The database server at ${server} has no database "${env.DATABASE_NAME}": create it, or correct DATABASE_NAME.`;
    default:
      return `The database "${env.DATABASE_NAME}" at ${server} cannot be used: ${message}.`;
  }
}
