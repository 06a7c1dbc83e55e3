// BullMQ alone, with the same no-op handler, on the Redis at REDIS_URL, for comparison with the club's queue.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { answerParent, endAtOnce } from '../club.mjs';

const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
const queue = new Queue('bench-alone', { connection });
const rateOf = (count, since) => count / ((performance.now() - since) / 1000);
const kept = { removeOnComplete: true };

endAtOnce();
answerParent({
  async enqueueOneByOne({ jobs }) {
    const since = performance.now();
    for (let n = 0; n < jobs; n += 1) await queue.add('nothing', { n }, kept);
    const rate = rateOf(jobs, since);
    await queue.drain();
    return rate;
  },
  async enqueueInBulk({ jobs }) {
    const since = performance.now();
    await add(jobs);
    const rate = rateOf(jobs, since);
    await queue.drain();
    return rate;
  },
  async work({ jobs, concurrency }) {
    await add(jobs);
    let left = jobs;
    const worker = new Worker('bench-alone', async () => undefined, {
      connection,
      concurrency,
      autorun: false,
    });
    const done = new Promise((resolve) => {
      worker.on('completed', () => {
        left -= 1;
        if (left === 0) resolve(undefined);
      });
    });
    const since = performance.now();
    void worker.run();
    await done;
    const rate = rateOf(jobs, since);
    await worker.close();
    return rate;
  },
});

async function add(count) {
  for (let from = 0; from < count; from += 1000) {
    const part = Array.from({ length: Math.min(1000, count - from) }, (_, n) => ({
      name: 'nothing',
      data: { n: from + n },
      opts: kept,
    }));
    await queue.addBulk(part);
  }
}
