// A club in its own process, with the database and Redis from the environment. Its parent sends tasks one at a time (`{
// do, jobs, concurrency }`); the results are jobs per second, or latencies in milliseconds.
import { createRequire } from 'node:module';
import { fromRoot } from '../../lib/paths.mjs';
import { loadClub, serveTasks } from '../club.mjs';

const require = createRequire(import.meta.url);
const { z } = require('zod');
const name = 'bench.nothing';

const strapi = await loadClub();
const jobs = strapi.plugin('jobs').service('jobs');
/** @type {{ concurrency: number }} */
const config = strapi.config.get('plugin::jobs');

/** Called by every job that runs. @type {() => void} */
let ran = () => undefined;
const { defineJob } = require(fromRoot('dist/src/plugins/jobs/server/definition.js'));
jobs.register([defineJob({ name, payload: z.object({ n: z.number() }), handler: async () => ran() })]);

const rateOf = (count, since) => count / ((performance.now() - since) / 1000);

function times(count) {
  let left = count;
  return new Promise((resolve) => {
    ran = () => {
      left -= 1;
      if (left === 0) resolve(undefined);
    };
  });
}

/** Waits until all results of the last case are written. */
async function allWritten() {
  while ((await jobs.counts([name])).running > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

const pause = () => jobs.pause([name], { reason: 'The benchmark enqueues first.' });
const itemsOf = (count) => Array.from({ length: count }, (_, n) => ({ payload: { n } }));

/** Deletes the jobs of the enqueueing cases, which are not to be run. */
async function emptied() {
  await strapi.db.connection('jobs').whereIn('state', ['pending', 'delayed']).delete();
  await jobs.resume([name]);
}

await serveTasks(strapi, {
  async enqueueOneByOne({ jobs: count }) {
    await pause();
    const since = performance.now();
    for (let n = 0; n < count; n += 1) await jobs.enqueue(name, { n });
    const rate = rateOf(count, since);
    await emptied();
    return rate;
  },
  async enqueueInBulk({ jobs: count }) {
    await pause();
    const items = itemsOf(count);
    const since = performance.now();
    await jobs.enqueueMany(name, items);
    const rate = rateOf(count, since);
    await emptied();
    return rate;
  },
  /** Measures from the first start to the last result, with all jobs waiting. */
  async work({ jobs: count, concurrency }) {
    await pause();
    await jobs.enqueueMany(name, itemsOf(count));
    config.concurrency = concurrency;
    const done = times(count);
    const since = performance.now();
    await jobs.resume([name]);
    await done;
    await allWritten();
    return rateOf(count, since);
  },
  /**
   * Measures from the return of `enqueue`, which is the commit, to the start of the handler, for single jobs without
   * other load.
   */
  async latency({ jobs: count }) {
    const latencies = [];
    for (let n = 0; n < count; n += 1) {
      const started = new Promise((resolve) => {
        ran = () => resolve(performance.now());
      });
      await jobs.enqueue(name, { n });
      const committed = performance.now();
      latencies.push(Math.max(0, (await started) - committed));
    }
    return latencies;
  },
});
