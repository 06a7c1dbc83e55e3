import { randomUUID } from 'node:crypto';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import cron, { type ScheduledTask } from 'node-cron';
import { z } from 'zod';
import type { JobsConfig } from '../config';
import type { ScheduleDefinition } from '../definition';
import { messageOf } from '../domain/settle';

const scheduleRow = z.object({ cron: z.string(), timezone: z.string(), next_run_at: z.coerce.number() });

export type Schedules = ReturnType<typeof createSchedules>;

/**
 * Fires schedules. When each is due next is a row of the database: whoever moves that on, in the transaction that enqueues its
 * job, has fired it. So it fires once however many processes tick, and a run that was missed while all were down is made up
 * once at the next start.
 *
 * @param enqueue with the schedule's name as key: one that still waits is not doubled
 */
export function createSchedules(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  plans: ReadonlyMap<string, ScheduleDefinition>,
  enqueue: (plan: ScheduleDefinition) => Promise<unknown>,
) {
  const tasks = new Map<string, ScheduledTask>();
  const table = () => strapi.db.connection('job_schedules');

  /** The next time after now, in milliseconds since 1970. */
  function nextOf(task: ScheduledTask): number {
    const [next] = task.getNextRuns(1);
    if (!next) throw new Error(`The schedule "${task.getPattern()}" never comes`);
    return next.getTime();
  }

  /**
   * Enqueues the schedule's job if it is due and nobody else has.
   *
   * @param at the moment it was to fire, or now for one that may have been missed; milliseconds since 1970
   * @returns whether this call has fired it
   */
  async function fire(plan: ScheduleDefinition, at: number): Promise<boolean> {
    const task = tasks.get(plan.name);
    if (!task) return false;
    return strapi.db.transaction(async () => {
      const transaction = transactionCtx.get();
      const moving = table()
        .where('name', plan.name)
        .where('next_run_at', '<=', at)
        .update({ next_run_at: Math.max(nextOf(task), at + 1), last_run_at: config.now() });
      const moved = await (transaction ? moving.transacting(transaction) : moving);
      if (moved === 0) return false;
      await enqueue(plan);
      return true;
    });
  }

  /** Writes when it is due, where that is not known or the expression has changed. */
  async function ensure(plan: ScheduleDefinition, task: ScheduledTask): Promise<void> {
    const { name, cron: expression, timezone } = plan;
    const rows: unknown[] = await table().where({ name });
    const known = scheduleRow.safeParse(rows[0]).data;
    if (known?.cron === expression && known.timezone === timezone) return;
    const next = { cron: expression, timezone, next_run_at: nextOf(task) };
    if (known) await table().where({ name }).update(next);
    else
      await table()
        .insert({ document_id: randomUUID(), name, ...next })
        .onConflict('name')
        .ignore();
  }

  const quietly = (plan: ScheduleDefinition, firing: Promise<unknown>): Promise<void> =>
    firing.then(
      () => undefined,
      (error: unknown) => {
        strapi.log.error(`jobs: schedule ${plan.name} could not fire: ${messageOf(error)}`);
      },
    );

  return {
    fire,
    /** Makes up for what was missed. @param tick whether this process also fires by its own clock from now on */
    async start({ tick }: { tick: boolean }): Promise<void> {
      for (const plan of plans.values()) {
        const task = cron.createTask(
          plan.cron,
          ({ date }) => quietly(plan, fire(plan, Math.max(date.getTime(), config.now()))),
          { timezone: plan.timezone, name: plan.name, noOverlap: true, suppressMissedWarning: true },
        );
        tasks.set(plan.name, task);
        await ensure(plan, task);
        await quietly(plan, fire(plan, config.now()));
        if (tick) await task.start();
      }
    },
    async stop(): Promise<void> {
      for (const task of tasks.values()) await task.destroy();
      tasks.clear();
    },
  };
}
