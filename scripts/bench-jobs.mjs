// `npm run bench:jobs`: the queue's throughput on each database and engine, compared with BullMQ alone.
import path from 'node:path';
import { benchmark } from './bench/benchmark.mjs';
import { createDatabase, worker } from './bench/processes.mjs';
import { atLeast, below, percentile, reportOf } from './bench/report.mjs';
import { startMariadb } from './lib/mariadb.mjs';
import { startRedis } from './lib/redis.mjs';
import { step } from './lib/step.mjs';

/** The concurrency of the parallel case. */
const parallel = 100;

const cases = [
  { title: 'enqueue, one by one', task: { do: 'enqueueOneByOne', jobs: 3_000 } },
  { title: 'enqueue, in bulk', task: { do: 'enqueueInBulk', jobs: 100_000 } },
  { title: 'work, one at a time', task: { do: 'work', jobs: 5_000, concurrency: 1 } },
  { title: `work, ${parallel} at once`, task: { do: 'work', jobs: 20_000, concurrency: parallel } },
  { title: 'latency', task: { do: 'latency', jobs: 1_000 }, not: ['BullMQ alone'] },
];

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

async function run({ rounds, size }, folder) {
  const mariadb = await step('Starting MariaDB', () => startMariadb({ durable: true }));
  const redis = await startRedis();
  const workers = await step('Starting the clubs', () => startAll(folder, mariadb, redis));
  /** Rates, or latencies in milliseconds, by case and engine. */
  const measured = {};
  try {
    await step('Measuring', async (report) => {
      for (let round = 0; round <= rounds; round += 1) {
        for (const { title, task, not } of cases) {
          for (const [name, one] of Object.entries(workers)) {
            if (not?.includes(name)) continue;
            report(`round ${round} of ${rounds}, ${title}, ${name}`);
            const result = await one.do({ ...task, jobs: Math.ceil(task.jobs * size) });
            // The first round warms up.
            if (round > 0) (measured[`${title} ${name}`] ??= []).push(result);
          }
        }
      }
    });
  } finally {
    for (const each of Object.values(workers)) await each.stop();
    await mariadb.stop();
    await redis.stop();
  }
  return jobsReport(Object.keys(workers), measured, rounds);
}

function jobsReport(names, measured, rounds) {
  const rate = (title, name) => percentile(measured[`${title} ${name}`], 0.5);
  const latency = (name, share) => percentile((measured[`latency ${name}`] ?? []).flat(), share);
  const shown = (value, digits) => (Number.isNaN(value) ? '' : value.toFixed(digits));
  const rows = [
    ...cases
      .filter(({ title }) => title !== 'latency')
      .map(({ title }) => [title, ...names.map((name) => shown(rate(title, name), 0))]),
    ...[50, 99].map((percent) => [
      `from commit to start, p${percent}, ms`,
      ...names.map((name) => shown(latency(name, percent / 100), 1)),
    ]),
  ];
  const p99s = names.map((name) => latency(name, 0.99)).filter((p99) => !Number.isNaN(p99));
  const targets = [
    atLeast('SQLite, one at a time, jobs/s', rate('work, one at a time', 'SQLite'), 2_000, 0),
    atLeast('SQLite, in batches, jobs/s', rate(`work, ${parallel} at once`, 'SQLite'), 10_000, 0),
    atLeast('MariaDB, one at a time, jobs/s', rate('work, one at a time', 'MariaDB'), 1_500, 0),
    below('From commit to start, the slowest p99, ms', Math.max(...p99s), 50, 1),
  ];
  const how = `Jobs a second, the median of ${rounds} rounds; the last rows in milliseconds.`;
  return reportOf(how, [{ head: ['', ...names], rows }], targets);
}

await benchmark(
  'bench:jobs',
  {
    full: { settings: { rounds: 3, size: 1 }, usage: 'three rounds' },
    quick: { settings: { rounds: 1, size: 0.1 }, usage: 'one short round' },
  },
  run,
);
