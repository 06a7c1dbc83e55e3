import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import cron, { type ScheduledTask } from 'node-cron';
import type { ScheduleDefinition } from '../definition';
import { closeAll, closeLimit } from './engines/bull-job';

/** Calls back when a schedule is due. It may do so late, twice, or in several processes: firing is idempotent. */
export interface Ticker {
  /** @param tick called with the schedule and when it was due, in milliseconds since 1970 */
  start(
    schedules: readonly ScheduleDefinition[],
    tick: (schedule: ScheduleDefinition, at: number) => void,
  ): Promise<void>;
  stop(): Promise<void>;
}

/** Ticks by this process's own clock, with node-cron. */
export function cronTicker(): Ticker {
  const tasks: ScheduledTask[] = [];
  return {
    async start(schedules, tick) {
      for (const schedule of schedules) {
        const { cron: expression, timezone, name } = schedule;
        const options = { timezone, name, noOverlap: true, suppressMissedWarning: true };
        tasks.push(cron.schedule(expression, ({ date }) => tick(schedule, date.getTime()), options));
      }
    },
    async stop() {
      for (const task of tasks.splice(0)) await task.destroy();
    },
  };
}

/** Ticks with BullMQ's job schedulers, once for all processes that share a Redis. */
export function bullmqTicker(redis: Redis, prefix: string): Ticker {
  const connection = { connection: redis, prefix };
  const queue = new Queue('schedules', connection);
  const workers: Worker[] = [];
  // The connection logs its errors itself.
  queue.on('error', () => undefined);
  let upsertAll = (): void => undefined;

  return {
    async start(schedules, tick) {
      const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]));
      const worker = new Worker(
        'schedules',
        async ({ name, timestamp, delay }) => {
          const schedule = byName.get(name);
          if (schedule) tick(schedule, timestamp + delay);
        },
        { ...connection, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
      );
      worker.on('error', () => undefined);
      workers.push(worker);
      // Redis may come back without its data.
      upsertAll = () => {
        for (const { name, cron: pattern, timezone: tz } of schedules) {
          queue.upsertJobScheduler(name, { pattern, tz }, { name }).catch(() => undefined);
        }
      };
      redis.on('ready', upsertAll);
      if (redis.status === 'ready') upsertAll();
    },
    async stop() {
      redis.off('ready', upsertAll);
      await closeAll([...workers, queue], pause(closeLimit, undefined, { ref: false }));
    },
  };
}
