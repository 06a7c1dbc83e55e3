import { AsyncLocalStorage } from 'node:async_hooks';
import { hostname } from 'node:os';
import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../config';
import { createEnqueueing } from './enqueueing';
import { createBullmqEngine } from './engines/bullmq';
import { createDatabaseEngine } from './engines/database';
import type { Engine, EngineParts } from './engines/engine';
import { connectRedis } from './engines/redis';
import { createInspection } from './inspection';
import { createLeases, type Leases } from './leases';
import { createReaping } from './reaping';
import { createRegistry } from './registry';
import { createRunner } from './runner';
import { createSchedules } from './schedules';
import { createStore } from './store';
import { bullmqTicker, cronTicker } from './tickers';

export type JobsService = ReturnType<typeof createJobs>;

/** Puts the plugin together; see `start` for when it begins to work. */
export default function createJobs({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<JobsConfig>('plugin::jobs');
  const registry = createRegistry();
  const store = createStore(strapi, config);
  let engine: Engine | null = null;
  let leases: Leases | null = null;
  /**
   * Whoever enqueues does so within a request, and a transaction that is over soon. Work that is woken from there must be in
   * neither: its queries would join that transaction, and see what that reader may see.
   */
  const apart = AsyncLocalStorage.snapshot();
  let end = async (): Promise<void> => undefined;

  const enqueueing = createEnqueueing(strapi, config, registry, store.dialect, (name, runAt) =>
    apart(() => engine?.announce(name, runAt)),
  );
  const schedules = createSchedules(strapi, config, registry.schedules, async (plan) =>
    // Its payload was checked when the plan was registered.
    enqueueing.enqueue(plan.job, plan.payload as never, { key: plan.name }),
  );

  function assemble(): EngineParts {
    leases = createLeases(strapi, config, store);
    const runner = createRunner(strapi, config, registry, leases);
    const reap = createReaping(store, config, leases, runner);
    const worker = `${hostname()} ${process.pid}`;
    return { strapi, config, store, registry, leases, runner, reap, worker };
  }

  async function begin(): Promise<void> {
    const redis = config.redisUrl ? connectRedis(strapi, config.redisUrl) : null;
    const parts = assemble();
    const ticker = redis ? bullmqTicker(redis, config.redisPrefix) : cronTicker();
    if (redis) engine = createBullmqEngine(parts, redis);
    else if (config.worker) engine = createDatabaseEngine(parts);
    const ending = new AbortController();
    // Known before anything has started: a process may be asked to end while it starts.
    end = async () => {
      ending.abort();
      schedules.stop();
      await ticker.stop();
      await engine?.stop();
      parts.leases.stop();
      redis?.disconnect();
      engine = null;
    };
    await engine?.start();
    if (config.schedules && !ending.signal.aborted) await schedules.start(ticker);
  }

  return {
    register: registry.register,
    ...enqueueing,
    ...createInspection(strapi, config, registry, store, {
      refresh: () => apart(() => engine?.refresh()),
      lost: (row) => leases?.lose(row),
    }),

    /** Whether jobs can be worked on; null when this process leaves them to others. */
    isUp: async (): Promise<boolean | null> => engine?.isUp() ?? null,

    /** Begins to work: when the club listens, so that scripts that only load it do no jobs. */
    start: (): Promise<void> => apart(begin),

    stop: (): Promise<void> => end(),
  };
}
