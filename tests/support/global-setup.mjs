import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startMariadb } from '../../scripts/lib/mariadb.mjs';
import { findProgram } from '../../scripts/lib/programs.mjs';
import { startRedis } from '../../scripts/lib/redis.mjs';
import { compileServer, serverIsStale } from '../../scripts/lib/server-build.mjs';

/** Once a jest run, before any worker: the compiled club, the database server where one is asked for, and Redis where the machine has it. */
export default async function globalSetup() {
  if (serverIsStale()) await compileServer();
  process.env.TEST_RUN_FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'club-run-'));
  if (process.env.TEST_DATABASE === 'mariadb') {
    const mariadb = await startMariadb();
    process.env.TEST_MARIADB_PORT = String(mariadb.port);
    globalThis.stopTestMariadb = mariadb.stop;
  }
  if (findProgram('redis-server')) {
    const redis = await startRedis();
    process.env.TEST_REDIS_URL = redis.url;
    globalThis.stopTestRedis = redis.stop;
  }
}
