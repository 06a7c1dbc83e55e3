import type { Core } from '@strapi/strapi';
import type { Queue } from 'bullmq';
import type { JobsConfig } from '../../config';
import { messageOf } from '../../domain/settle';
import type { JobStore, Unrelayed } from '../store';

/** Jobs at a time. */
const batch = 1000;
const restAfterFailure = 1000;

/**
 * Hands committed jobs to Redis: the row is the truth, what stands in Redis is a note that it waits. The note has the row's
 * id, so that handing it over twice, after a crash for example, changes nothing.
 */
export function createRelay(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  store: JobStore,
  queueOf: (name: string) => Queue,
) {
  let isWanted = false;
  const stop = new AbortController();
  let running: Promise<void> | null = null;

  async function hand(name: string, jobs: readonly Unrelayed[]): Promise<void> {
    const queue = queueOf(name);
    const now = config.now();
    await queue.addBulk(
      jobs.map(({ id, priority, runAt }) => ({
        name,
        data: {},
        opts: {
          jobId: id,
          priority,
          delay: Math.max(0, runAt - now),
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    );
    for (const { id, runAt, priority } of jobs.filter(({ hasChanged }) => hasChanged)) {
      const job = await queue.getJob(id);
      await job?.changePriority({ priority });
      if (!(await job?.isDelayed())) continue;
      // A delay of nothing would leave it where it is.
      if (runAt > now) await job?.changeDelay(runAt - now);
      else await job?.promote();
    }
  }

  async function handAll(): Promise<void> {
    for (;;) {
      const jobs = await store.unrelayed(batch);
      const byName = new Map<string, Unrelayed[]>();
      for (const job of jobs) byName.set(job.name, [...(byName.get(job.name) ?? []), job]);
      for (const [name, each] of byName) await hand(name, each);
      if (jobs.length > 0) await store.markRelayed(jobs, config.now());
      if (jobs.length < batch) return;
    }
  }

  async function work(): Promise<void> {
    while (isWanted && !stop.signal.aborted) {
      isWanted = false;
      try {
        await handAll();
      } catch (error) {
        strapi.log.warn(`jobs: handing over to Redis: ${messageOf(error)}`);
        isWanted = true;
        await new Promise((resolve) => setTimeout(resolve, restAfterFailure));
      }
    }
  }

  return {
    /** There is something to hand over. */
    wake(): void {
      isWanted = true;
      running ??= work().finally(() => {
        running = null;
      });
    },
    stop(): void {
      stop.abort();
    },
  };
}
