import { hostname } from 'node:os';
import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../config';
import { createEnqueueing } from './enqueueing';
import { createDatabaseEngine } from './engines/database';
import type { Engine } from './engines/engine';
import { createInspection } from './inspection';
import { createLeases } from './leases';
import { createReaping } from './reaping';
import { createRegistry } from './registry';
import { createRunner } from './runner';
import { createSchedules } from './schedules';
import { createStore } from './store';

export type JobsService = ReturnType<typeof createJobs>;

/** Puts the plugin together; see `start` for when it begins to work. */
export default function createJobs({ strapi }: { strapi: Core.Strapi }) {
  const config = strapi.config.get<JobsConfig>('plugin::jobs');
  const registry = createRegistry();
  const store = createStore(strapi, config);
  let engine: Engine | null = null;

  const enqueueing = createEnqueueing(strapi, config, registry, store.dialect, (name, runAt) =>
    engine?.announce(name, runAt),
  );
  const schedules = createSchedules(strapi, config, registry.schedules, async (plan) =>
    enqueueing.enqueue(plan.job, plan.payload as never, { key: plan.name }),
  );

  return {
    register: registry.register,
    ...enqueueing,
    ...createInspection(strapi, config, registry, store, () => engine?.refresh()),

    /** Begins to work: when the club listens, so that scripts that only load it do no jobs. */
    async start(): Promise<void> {
      if (config.worker) {
        const leases = createLeases(strapi, config, store);
        const runner = createRunner(strapi, config, registry, leases);
        const reap = createReaping(store, config, leases, runner);
        const worker = `${hostname()} ${process.pid}`;
        engine = createDatabaseEngine({ strapi, config, store, registry, leases, runner, reap, worker });
        await engine.start();
      }
      await schedules.start({ tick: config.schedules });
    },

    async stop(): Promise<void> {
      await schedules.stop();
      await engine?.stop();
      engine = null;
    },
  };
}
