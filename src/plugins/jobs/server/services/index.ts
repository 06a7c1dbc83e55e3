import { AsyncLocalStorage } from 'node:async_hooks';
import { hostname } from 'node:os';
import type { Core } from '@strapi/strapi';
import { connectPatientRedis } from '../../../../shared/server/redis';
import type { JobsConfig } from '../config';
import { createRegistry } from '../definition';
import { createActions } from './actions';
import { createBullmqEngine } from './engines/bullmq';
import { createDatabaseEngine } from './engines/database';
import type { Engine } from './engines/engine';
import { createEnqueue } from './enqueue';
import { createInspection } from './inspection';
import { createReaper } from './reaper';
import { createRunner, type Runner } from './runner';
import { createSchedules } from './schedules';
import { createStore } from './store';
import { bullmqTicker, cronTicker } from './tickers';

export type JobsService = ReturnType<typeof createJobs>;

/** Assembles the queue, which begins to work with `start`. */
export function createJobs({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<JobsConfig>('plugin::jobs');
  const registry = createRegistry();
  const store = createStore(strapi, config);
  let engine: Engine | null = null;
  let runner: Runner | null = null;
  /** Runs workers outside the enqueuer's async context; otherwise their queries would join its transaction. */
  const runOutsideRequestContext = AsyncLocalStorage.snapshot();
  let end = async (): Promise<void> => undefined;

  const enqueue = createEnqueue(strapi, config, registry, store.dialect, (name, runAt) =>
    runOutsideRequestContext(() => engine?.announce(name, runAt)),
  );
  const schedules = createSchedules(strapi, config, registry.schedules, async (schedule) =>
    // The payload was checked when the schedule was registered.
    enqueue.enqueue(schedule.job, schedule.payload as never, { key: schedule.name }),
  );
  const inspection = createInspection(strapi, config, registry, store);
  const actions = createActions(strapi, config, registry, store, {
    refresh: () => runOutsideRequestContext(() => engine?.refresh()),
    lose: (row) => runner?.lose(row),
  });

  async function begin(): Promise<void> {
    const redis = config.redisUrl
      ? connectPatientRedis(strapi, config.redisUrl, {
          connectionName: 'club-jobs',
          meanwhile: 'jobs: Redis is away, and jobs wait in the database',
        })
      : null;
    const ownRunner = createRunner(strapi, config, registry, store);
    runner = ownRunner;
    const reap = createReaper(store, config, ownRunner);
    const worker = `${hostname()} ${process.pid}`;
    const parts = { strapi, config, store, registry, runner: ownRunner, reap, worker };
    const ticker = redis ? bullmqTicker(redis, config.redisPrefix) : cronTicker();
    if (redis) engine = createBullmqEngine(parts, redis);
    else if (config.worker) engine = createDatabaseEngine(parts);
    const ending = new AbortController();
    // Set before anything starts, since a process may be asked to end while it starts.
    end = async () => {
      ending.abort();
      schedules.stop();
      await ticker.stop();
      await engine?.stop();
      ownRunner.stop();
      redis?.disconnect();
      engine = null;
    };
    await engine?.start();
    if (config.schedules && !ending.signal.aborted) await schedules.start(ticker);
  }

  return {
    register: registry.register,
    ...enqueue,
    ...inspection,
    ...actions,

    /** Whether jobs can be worked on; null when this process leaves them to others. */
    isUp: async (): Promise<boolean | null> => engine?.isUp() ?? null,

    /** Begins to work; called when the club listens, so that scripts that only load it run no jobs. */
    start: (): Promise<void> => runOutsideRequestContext(begin),

    stop: (): Promise<void> => end(),
  };
}

export const services = { jobs: createJobs };

/** The plugin's service with its type, which Strapi's getter does not have. */
export const jobsService = (strapi: Core.Strapi): JobsService => strapi.plugin('jobs').service('jobs');
