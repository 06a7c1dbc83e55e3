import { setTimeout as rest } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import cron, { type ScheduledTask } from 'node-cron';
import type { ScheduleDefinition } from '../definition';
import { closeAll, closeLimit } from './engines/redis';

/** Tells when a schedule's time has come. It may tell late, twice, or in several processes: firing minds for it. */
export interface Ticker {
  /** @param tick gets the plan and the moment it was due, in milliseconds since 1970 */
  start(
    plans: readonly ScheduleDefinition[],
    tick: (plan: ScheduleDefinition, at: number) => void,
  ): Promise<void>;
  stop(): Promise<void>;
}

/** Ticks by this process's own clock. */
export function cronTicker(): Ticker {
  const tasks: ScheduledTask[] = [];
  return {
    async start(plans, tick) {
      for (const plan of plans) {
        const { cron: expression, timezone, name } = plan;
        const options = { timezone, name, noOverlap: true, suppressMissedWarning: true };
        tasks.push(cron.schedule(expression, ({ date }) => tick(plan, date.getTime()), options));
      }
    },
    async stop() {
      for (const task of tasks.splice(0)) await task.destroy();
    },
  };
}

/** BullMQ's job schedulers tick, once for all processes that share the Redis. */
export function bullmqTicker(redis: Redis, prefix: string): Ticker {
  const connection = { connection: redis, prefix };
  const queue = new Queue('schedules', connection);
  const workers: Worker[] = [];
  // The connection says so itself, once.
  queue.on('error', () => undefined);
  let again = (): void => undefined;

  return {
    async start(plans, tick) {
      const byName = new Map(plans.map((plan) => [plan.name, plan]));
      const worker = new Worker(
        'schedules',
        async ({ name, timestamp, delay }) => {
          const plan = byName.get(name);
          if (plan) tick(plan, timestamp + delay);
        },
        { ...connection, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
      );
      worker.on('error', () => undefined);
      workers.push(worker);
      // Redis may come back without its memory.
      again = () => {
        for (const { name, cron: pattern, timezone: tz } of plans) {
          queue.upsertJobScheduler(name, { pattern, tz }, { name }).catch(() => undefined);
        }
      };
      redis.on('ready', again);
      if (redis.status === 'ready') again();
    },
    async stop() {
      redis.off('ready', again);
      await closeAll([...workers, queue], rest(closeLimit, undefined, { ref: false }));
    },
  };
}
