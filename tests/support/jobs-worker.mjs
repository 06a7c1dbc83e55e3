// The queue's own code in a process of its own, on the club's database: what tests kill, stop and lie to about the time.
// DATABASE_* says where, TEST_JOBS how (settings, and what to do at which stage); it tells what happens on its output.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as rest } from 'node:timers/promises';
import { fromRoot } from '../../scripts/lib/paths.mjs';

const require = createRequire(import.meta.url);
const plugin = (file) => require(fromRoot(`dist/src/plugins/jobs/server/${file}.js`));
const { Database } = require('@strapi/database');
const { z } = require('zod');

const { settings = {}, at = {}, effects } = JSON.parse(process.env.TEST_JOBS ?? '{}');
let offset = 0;
const die = () => process.kill(process.pid, 'SIGKILL');
/** Each line is one write, so that several processes can share the file. */
const note = (...words) => fs.appendFileSync(effects, `${words.join(' ')}\n`);

/** Fails once at each stage it is told to. */
function hook(stage) {
  const how = at[stage];
  delete at[stage];
  if (how === 'kill') die();
  if (how === 'throw') throw new Error(`Told to fail ${stage}`);
}

const config = {
  ...plugin('config').default.default,
  schedules: false,
  now: () => Date.now() + offset,
  ...settings,
  at: hook,
};
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: (message) => console.error(message), error: silent };
const db = new Database({
  ...require(fromRoot('dist/config/database.js')).default,
  settings: { migrations: { dir: fromRoot('database/migrations') } },
  logger: log,
});
const strapi = { db, log, config: { get: () => config } };
const jobs = plugin('services/index').createJobs({ strapi });

const handlers = {
  'test.count': async ({ job }) => note('done', job.id, job.attempt),
  'test.slow': async ({ job, payload, signal }) => {
    note('start', job.id, job.attempt);
    console.log(`started ${job.id}`);
    await rest(payload.n, undefined, { signal });
    note('done', job.id, job.attempt);
    return job.attempt;
  },
  'test.single': async ({ job, payload }) => {
    note('start', job.id, job.key);
    await rest(payload.n);
    note('done', job.id, job.key);
    if (payload.n % 2 === 1 && job.attempt === 1) throw new Error('No');
  },
  'test.poison': async ({ job }) => {
    note('start', job.id, job.attempt);
    die();
    await rest(60_000);
  },
};
const payload = z.object({ n: z.number() });
const options = { attempts: 3, backoff: { first: 20, most: 20 } };
jobs.register(
  Object.entries(handlers).map(([name, handler]) =>
    plugin('definition').defineJob({
      name,
      payload,
      handler,
      ...options,
      ...(name === 'test.slow' && { attempts: 100 }),
    }),
  ),
);

process.on('SIGUSR2', () => {
  offset = offset > 0 ? -86_400_000 : 86_400_000;
  console.log(`clock ${offset}`);
});
process.once('SIGTERM', async () => {
  await jobs.stop();
  await db.destroy();
  console.log('stopped');
});
await jobs.start();
console.log('ready');
