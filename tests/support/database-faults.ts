import { execFileSync } from 'node:child_process';
import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import type { ServedClub } from './served-club';
import type { TcpProxy } from './tcp-proxy';

/** How a database fails under a running club, and what is in it, seen by another process. */
export interface DatabaseFaults {
  /** From now on COMMIT fails: the disk is full, or the connection ends just then. */
  failCommits(when: 'before' | 'after'): void;
  /** From now on the COMMIT of an import of artists fails. */
  failImports(): void;
  /** As it was. */
  heal(): void;
  /** The rows of a query, past the club. */
  rows(sql: string): Promise<unknown[]>;
  close(): Promise<void>;
}

/** For a view: whoever reads a row of it waits for ever. */
export const endlessCondition = {
  sqlite:
    '(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 9e15) SELECT COUNT(*) FROM c) > 0',
  mysql: 'SLEEP(600) = 0',
};

/** A write beyond the limit on the size of files fails as on a full disk, and SQLite writes when it commits. */
const limitFiles = (pid: number, bytes: number | 'unlimited'): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

/** A reference to nothing, which is found out when it is committed. */
const refer = `
  CREATE TABLE known (id INTEGER PRIMARY KEY);
  CREATE TABLE unknown (id INTEGER REFERENCES known DEFERRABLE INITIALLY DEFERRED);
  CREATE TRIGGER refer AFTER INSERT ON artists BEGIN INSERT INTO unknown VALUES (1); END`;
const referNoMore = 'DROP TRIGGER IF EXISTS refer; DROP TABLE IF EXISTS unknown; DROP TABLE IF EXISTS known';

export function sqliteFaults({ pid, database }: ServedClub): DatabaseFaults {
  const file = String(database.env.DATABASE_FILENAME);
  const reader = new Sqlite(file, { readonly: true });
  const write = (sql: string): void => void new Sqlite(file).exec(sql).close();
  return {
    failCommits: () => limitFiles(pid, 1),
    failImports: () => write(refer),
    heal() {
      limitFiles(pid, 'unlimited');
      write(referNoMore);
    },
    rows: async (sql) => reader.prepare(sql).all(),
    close: async () => void reader.close(),
  };
}

/** Tells the server something, as root. @param during what is done before that connection ends */
export async function onServer(
  statement: string,
  during: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const connection = await mysql.createConnection({
    host: '127.0.0.1',
    port: Number(process.env.TEST_MARIADB_PORT),
    user: 'root',
  });
  try {
    await connection.query(statement);
    await during();
  } finally {
    await connection.end();
  }
}

export async function mysqlFaults({ database }: ServedClub, proxy: TcpProxy): Promise<DatabaseFaults> {
  const reader = await mysql.createConnection({
    host: '127.0.0.1',
    port: Number(process.env.TEST_MARIADB_PORT),
    user: 'root',
    database: String(database.env.DATABASE_NAME),
  });
  return {
    failCommits: (when) => proxy.cutAt((packet) => packet.includes('COMMIT'), when),
    failImports() {
      let isImporting = false;
      proxy.cutAt((packet) => {
        isImporting ||= packet.includes('INSERT INTO `artists`');
        return isImporting && packet.includes('COMMIT');
      }, 'before');
    },
    heal: () => proxy.restore(),
    async rows(sql) {
      const [rows] = await reader.query<mysql.RowDataPacket[]>(sql);
      return rows;
    },
    close: () => reader.end(),
  };
}
