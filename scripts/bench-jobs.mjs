// `npm run bench:jobs`: how many jobs a second the queue takes and does, on each database and engine, beside BullMQ alone.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import mysql from 'mysql2/promise';
import { cases, medianOf, reportOf } from './bench/jobs/cases.mjs';
import { worker } from './bench/processes.mjs';
import { writeReport } from './bench/report.mjs';
import { startMariadb } from './lib/mariadb.mjs';
import { orSayWhy, Problem } from './lib/problem.mjs';
import { startRedis } from './lib/redis.mjs';
import { compileServer, serverIsStale } from './lib/server-build.mjs';
import { step } from './lib/step.mjs';

const usage = `npm run bench:jobs              three rounds; writes BENCHMARKS.md
npm run bench:jobs -- --quick   one short round; writes nothing`;

async function createDatabase(mariadb, name) {
  const connection = await mysql.createConnection({ host: '127.0.0.1', port: mariadb.port, user: 'root' });
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  return {
    DATABASE_CLIENT: 'mysql',
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: String(mariadb.port),
    DATABASE_NAME: name,
    DATABASE_USERNAME: 'root',
  };
}

async function startAll(folder, mariadb, redis) {
  const club = 'jobs/club-process.mjs';
  const common = { JOBS_POLL_MS: '5000', SCHEDULES: 'false' };
  const sqlite = (name) => ({ ...common, DATABASE_FILENAME: path.join(folder, `${name}.db`) });
  const onMariadb = { ...common, ...(await createDatabase(mariadb, 'bench')) };
  return {
    SQLite: await worker(club, sqlite('database')),
    MariaDB: await worker(club, onMariadb),
    'SQLite and Redis': await worker(club, { ...sqlite('redis'), REDIS_URL: redis.url }),
    'BullMQ alone': await worker('jobs/bullmq-process.mjs', { REDIS_URL: redis.url }),
  };
}

async function run({ rounds, size }) {
  if (serverIsStale()) await step('Compiling the server', compileServer);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-bench-jobs-'));
  const mariadb = await step('Starting MariaDB', () => startMariadb({ durable: true }));
  const redis = await startRedis();
  const workers = await step('Starting the clubs', () => startAll(folder, mariadb, redis));
  const measured = new Map();
  try {
    await step('Measuring', async (tell) => {
      for (let round = 0; round <= rounds; round += 1) {
        for (const each of cases) {
          for (const [name, one] of Object.entries(workers)) {
            if (each.not?.includes(name)) continue;
            tell(`round ${round} of ${rounds}, ${each.title}, ${name}`);
            const result = await one.do({ ...each.what, jobs: Math.ceil(each.what.jobs * size) });
            const key = `${each.title} ${name}`;
            // The first round warms up.
            if (round > 0) measured.set(key, [...(measured.get(key) ?? []), result]);
          }
        }
      }
    });
  } finally {
    for (const each of Object.values(workers)) await each.stop();
    await mariadb.stop();
    await redis.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return reportOf(Object.keys(workers), (title, name) => medianOf(measured.get(`${title} ${name}`)), {
    rounds,
  });
}

await orSayWhy(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, strict: false });
  const isQuick = values.quick === true;
  if (positionals.length > 0 || Object.keys(values).some((name) => name !== 'quick'))
    throw new Problem(usage);
  const report = await run(isQuick ? { rounds: 1, size: 0.1 } : { rounds: 3, size: 1 });
  console.log(`\n${report}\n`);
  if (!isQuick) writeReport(report, 'bench:jobs');
});
process.exit(0);
