import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startNode } from './child';
import { createDatabase, type TestDatabase } from './database';

export const administrator = { email: 'ada@club.example', password: 'Only-for-tests-1' };

export interface ServedClub {
  url: string;
  pid: number;
  database: TestDatabase;
  /** What it has written so far, its log included. */
  log(): string;
  /** Where its public files lie. */
  publicFolder: string;
  stop(): Promise<void>;
}

/** The production build in a process of its own, on a fresh database, with `administrator` as its first one. */
export async function serveClub(
  env: Record<string, string> = {},
  { isEmpty = false }: { isEmpty?: boolean } = {},
): Promise<ServedClub> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-served-'));
  const publicFolder = path.join(folder, 'public');
  fs.mkdirSync(path.join(publicFolder, 'uploads'), { recursive: true });
  const database = await createDatabase(folder, { isEmpty });
  const child = startNode(['tests/support/serve.mjs'], {
    ...database.env,
    NODE_ENV: 'production',
    TEST_PUBLIC: publicFolder,
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
    ...env,
  });
  const [, port = ''] = await child.says(/listening on (\d+)/);
  const stop = async (): Promise<void> => {
    child.process.kill('SIGTERM');
    await child.ended;
    await database.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return {
    url: `http://127.0.0.1:${port}`,
    pid: z.number().parse(child.process.pid),
    database,
    publicFolder,
    log: () => child.written.stdout + child.written.stderr,
    stop,
  };
}
