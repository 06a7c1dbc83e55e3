import { execFileSync } from 'node:child_process';
import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import type { ServedClub } from './served-club';
import type { TcpProxy } from './tcp-proxy';

/** How a database fails under a running club, and what is in it, seen by another process. */
export interface DatabaseFaults {
  /** From now on COMMIT fails: the disk is full, or the connection ends just then. */
  failCommits(when: 'before' | 'after'): void;
  /** As it was. */
  heal(): void;
  /** The rows of a query, past the club. */
  rows(sql: string): Promise<unknown[]>;
  close(): Promise<void>;
}

/** A write beyond the limit on the size of files fails as on a full disk, and SQLite writes when it commits. */
const limitFiles = (pid: number, bytes: number | 'unlimited'): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

export function sqliteFaults({ pid, database }: ServedClub): DatabaseFaults {
  const file = String(database.env.DATABASE_FILENAME);
  const reader = new Sqlite(file, { readonly: true });
  return {
    failCommits: () => limitFiles(pid, 1),
    heal: () => limitFiles(pid, 'unlimited'),
    rows: async (sql) => reader.prepare(sql).all(),
    close: async () => void reader.close(),
  };
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
    heal: () => proxy.restore(),
    async rows(sql) {
      const [rows] = await reader.query<mysql.RowDataPacket[]>(sql);
      return rows;
    },
    close: () => reader.end(),
  };
}
