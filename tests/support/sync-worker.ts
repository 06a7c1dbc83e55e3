import { z } from 'zod';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { targetNames } from '../../src/plugins/event-sync/server/targets';
import type { SyncedClub } from './event-sync';

const row = z.object({ id: z.number(), name: z.string(), key: z.string(), run_at: z.coerce.number() });
const target = z.templateLiteral(['event-sync.', z.enum(targetNames)]);
const again = z.object({ name: z.literal('RetryAt'), at: z.date() });

/** Stands for a process that dies there. */
export class Crash extends Error {
  override name = 'Crash';
}

/**
 * Works off the plugin's jobs one by one when it is told to, by the test's clock: as the queue does, which keeps a job that a
 * process has died with, and one that is to come again.
 */
export function createSyncWorker({ strapi, sync, clock }: SyncedClub) {
  const table = () => strapi.db.connection('jobs');
  const waiting = async () =>
    z.array(row).parse(await table().where('name', 'like', 'event-sync.%').orderBy('id'));

  async function run(name: string, event: string): Promise<void> {
    const its = target.safeParse(name).data?.slice('event-sync.'.length);
    const found = sync.targets.find((each) => each.name === its);
    if (found) await sync.reconcile(found, event, new AbortController().signal);
    else await sync.fanOut(event, 0);
  }

  async function comesAgain(name: string, event: string, runAt: Date): Promise<void> {
    const known = target.safeParse(name).data ?? 'event-sync.event';
    await jobsService(strapi).enqueue(known, { event }, { key: event, runAt });
  }

  return {
    /** Does the job that has been due longest. @returns whether there was one */
    async work(): Promise<boolean> {
      const next = (await waiting()).find(({ run_at }) => run_at <= clock.now());
      if (!next) return false;
      await table().where({ id: next.id }).delete();
      try {
        await run(next.name, next.key);
      } catch (error) {
        const later = again.safeParse(error);
        if (later.success) await comesAgain(next.name, next.key, later.data.at);
        else if (error instanceof Crash) await comesAgain(next.name, next.key, new Date(clock.now()));
        else throw error;
      }
      return true;
    },

    /** Leaps to the next job that waits for a later time. @returns whether there was one */
    async leap(): Promise<boolean> {
      const [next] = (await waiting()).map(({ run_at }) => run_at).toSorted((a, b) => a - b);
      if (next === undefined) return false;
      clock.leap(Math.max(0, next - clock.now()));
      return true;
    },
  };
}
