import { randomUUID } from 'node:crypto';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import cron from 'node-cron';
import { z } from 'zod';
import { classifyDatabaseError } from '../../../../database/errors';
import type { JobsConfig } from '../config';
import type { ScheduleDefinition } from '../definition';
import { messageOf } from '../domain/settle';
import type { Ticker } from './tickers';

const scheduleRow = z
  .object({ name: z.string(), cron: z.string(), timezone: z.string(), next_run_at: z.coerce.number() })
  .transform(({ next_run_at: nextRunAt, ...row }) => ({ ...row, nextRunAt }));

/** The next times from now on that a plan fires, in milliseconds since 1970. */
const nextRuns = ({ cron: expression, timezone }: ScheduleDefinition, count: number): number[] =>
  cron
    .createTask(expression, () => undefined, { timezone })
    .getNextRuns(count)
    .map((date) => date.getTime());

/**
 * The next time that a plan fires after now, and after a moment that may be a little ahead of now: who tells us the time, Redis for
 * example, may have a clock of its own.
 */
function nextOf(plan: ScheduleDefinition, moment = 0): number {
  for (let count = 1; count <= 4096; count *= 4) {
    const next = nextRuns(plan, count).find((run) => run > moment);
    if (next !== undefined) return next;
  }
  throw new Error(`The schedule "${plan.name}" (${plan.cron}) does not come after ${moment}`);
}

/** Whether a plan has been put off beyond the run after the next: by a clock that was wrong. */
const isPutOff = (plan: ScheduleDefinition, nextRunAt: number): boolean =>
  nextRunAt > (nextRuns(plan, 2)[1] ?? Infinity);

/**
 * Fires schedules. When each is due next is a row of the database: whoever moves that on, in the transaction that enqueues its
 * job, has fired it. So it fires once however many processes tick, and a run that was missed while all were down, or by a
 * process that was too busy, is made up once.
 *
 * @param enqueue with the schedule's name as key: one that still waits is not doubled
 */
export function createSchedules(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now' | 'pollMs'>,
  plans: ReadonlyMap<string, ScheduleDefinition>,
  enqueue: (plan: ScheduleDefinition) => Promise<unknown>,
) {
  const table = () => strapi.db.connection('job_schedules');
  let poll: NodeJS.Timeout | undefined;

  /**
   * Enqueues the schedule's job if it is due and nobody else has.
   *
   * @param at the moment it was to fire, or now for one that may have been missed; milliseconds since 1970
   * @returns whether this call has fired it
   */
  async function fire(plan: ScheduleDefinition, at: number): Promise<boolean> {
    return strapi.db.transaction(async () => {
      const transaction = transactionCtx.get();
      const moving = table()
        .where('name', plan.name)
        .where('next_run_at', '<=', at)
        .update({ next_run_at: nextOf(plan, at), last_run_at: config.now() });
      const moved = await (transaction ? moving.transacting(transaction) : moving);
      if (moved === 0) return false;
      await enqueue(plan);
      return true;
    });
  }

  /** Writes when it is due, where that is not known or the expression has changed. */
  async function ensure(plan: ScheduleDefinition): Promise<void> {
    const { name, cron: expression, timezone } = plan;
    const rows: unknown[] = await table().where({ name });
    const known = scheduleRow.safeParse(rows[0]).data;
    const isSame = known?.cron === expression && known.timezone === timezone;
    if (isSame && !isPutOff(plan, known.nextRunAt)) return;
    const next = { cron: expression, timezone, next_run_at: nextOf(plan) };
    if (known) await table().where({ name }).update(next);
    else
      await table()
        .insert({ document_id: randomUUID(), name, ...next })
        .onConflict('name')
        .ignore();
  }

  function fireQuietly(plan: ScheduleDefinition, at: number): void {
    fire(plan, at).catch((error: unknown) => {
      strapi.log.error(`jobs: schedule ${plan.name} could not fire: ${messageOf(error)}`);
    });
  }

  /** Fires those whose time has passed unnoticed, and brings back those that were put off. */
  async function catchUp(): Promise<void> {
    const rows: unknown[] = await table();
    for (const { name, nextRunAt } of z.array(scheduleRow).parse(rows)) {
      const plan = plans.get(name);
      if (plan && nextRunAt <= config.now()) fireQuietly(plan, config.now());
      else if (plan && isPutOff(plan, nextRunAt)) await ensure(plan);
    }
  }

  let areEnsured = false;
  async function look(): Promise<void> {
    if (!areEnsured) for (const plan of plans.values()) await ensure(plan);
    areEnsured = true;
    await catchUp();
  }

  /** The database may be away, or locked, when the club starts: it is asked again at the next poll. */
  async function lookFirst(): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (classifyDatabaseError(error) === null) throw error;
      strapi.log.warn(`jobs: schedules: ${messageOf(error)}`);
    }
  }

  return {
    fire,
    async start(ticker: Ticker): Promise<void> {
      // Another start may have other plans.
      areEnsured = false;
      await lookFirst();
      await ticker.start([...plans.values()], (plan, at) => fireQuietly(plan, Math.max(at, config.now())));
      poll = setInterval(() => void look().catch(() => undefined), config.pollMs);
      poll.unref();
    },
    stop: () => clearInterval(poll),
  };
}
