import { randomUUID } from 'node:crypto';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import cron from 'node-cron';
import { z } from 'zod';
import { classifyDatabaseError } from '../../../../database/errors';
import { messageOf } from '../../../../shared/server/message-of';
import type { JobsConfig } from '../config';
import type { ScheduleDefinition } from '../definition';
import type { Ticker } from './tickers';

const scheduleRow = z
  .object({ name: z.string(), cron: z.string(), timezone: z.string(), next_run_at: z.coerce.number() })
  .transform(({ next_run_at: nextRunAt, ...row }) => ({ ...row, nextRunAt }));

/** The next times at which a schedule fires, in milliseconds since 1970. */
const nextRuns = ({ cron: expression, timezone }: ScheduleDefinition, count: number): number[] =>
  cron
    .createTask(expression, () => undefined, { timezone })
    .getNextRuns(count)
    .map((date) => date.getTime());

/**
 * The next time at which a schedule fires after now, and after `timestamp`, which may be a little ahead of now: a ticker may have
 * a clock of its own, as BullMQ's has.
 */
function nextRun(schedule: ScheduleDefinition, timestamp = 0): number {
  for (let count = 1; count <= 4096; count *= 4) {
    const next = nextRuns(schedule, count).find((run) => run > timestamp);
    if (next !== undefined) return next;
  }
  throw new Error(`The schedule "${schedule.name}" (${schedule.cron}) does not come after ${timestamp}`);
}

/** Whether a schedule is due later than the run after the next, because of a wrong clock. */
const isTooLate = (schedule: ScheduleDefinition, nextRunAt: number): boolean =>
  nextRunAt > (nextRuns(schedule, 2)[1] ?? Infinity);

/**
 * Fires schedules. A row says when each is due next; the process that advances it, in the transaction that enqueues the job, has
 * fired it. So a schedule fires once however many processes tick, and a missed run is made up for once.
 *
 * @param enqueue enqueues the job with the schedule's name as key, so that it is not enqueued again while it waits
 */
export function createSchedules(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now' | 'pollMs'>,
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  enqueue: (schedule: ScheduleDefinition) => Promise<unknown>,
) {
  const table = () => strapi.db.connection('job_schedules');
  let poll: NodeJS.Timeout | undefined;

  /**
   * Enqueues the schedule's job if it is due and no other process has. `at`: when it was due, or now where that may have been
   * missed; milliseconds since 1970. @returns whether this call has fired it
   */
  async function fire(schedule: ScheduleDefinition, at: number): Promise<boolean> {
    return strapi.db.transaction(async () => {
      const transaction = transactionCtx.get();
      const advance = table()
        .where('name', schedule.name)
        .where('next_run_at', '<=', at)
        .update({ next_run_at: nextRun(schedule, at), last_run_at: config.now() });
      const advanced = await (transaction ? advance.transacting(transaction) : advance);
      if (advanced === 0) return false;
      await enqueue(schedule);
      return true;
    });
  }

  /** Writes when a schedule is due, if it is new, has changed or is due too late. */
  async function ensure(schedule: ScheduleDefinition): Promise<void> {
    const { name, cron: expression, timezone } = schedule;
    const rows: unknown[] = await table().where({ name });
    const known = scheduleRow.safeParse(rows[0]).data;
    const isSame = known?.cron === expression && known.timezone === timezone;
    if (isSame && !isTooLate(schedule, known.nextRunAt)) return;
    const next = { cron: expression, timezone, next_run_at: nextRun(schedule) };
    if (known) await table().where({ name }).update(next);
    else
      await table()
        .insert({ document_id: randomUUID(), name, ...next })
        .onConflict('name')
        .ignore();
  }

  function fireQuietly(schedule: ScheduleDefinition, at: number): void {
    fire(schedule, at).catch((error: unknown) => {
      strapi.log.error(`jobs: schedule ${schedule.name} could not fire: ${messageOf(error)}`);
    });
  }

  /** Fires schedules whose run was missed, and corrects those that are due too late. */
  async function catchUp(): Promise<void> {
    const rows: unknown[] = await table();
    for (const { name, nextRunAt } of z.array(scheduleRow).parse(rows)) {
      const schedule = schedules.get(name);
      if (schedule && nextRunAt <= config.now()) fireQuietly(schedule, config.now());
      else if (schedule && isTooLate(schedule, nextRunAt)) await ensure(schedule);
    }
  }

  let areEnsured = false;
  async function check(): Promise<void> {
    if (!areEnsured) for (const schedule of schedules.values()) await ensure(schedule);
    areEnsured = true;
    await catchUp();
  }

  /** Ignores a database that is away or locked when the club starts; the next poll tries again. */
  async function checkFirst(): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (classifyDatabaseError(error) === null) throw error;
      strapi.log.warn(`jobs: schedules: ${messageOf(error)}`);
    }
  }

  return {
    fire,
    async start(ticker: Ticker): Promise<void> {
      // Schedules may have been registered since an earlier start.
      areEnsured = false;
      await checkFirst();
      await ticker.start([...schedules.values()], (schedule, at) =>
        fireQuietly(schedule, Math.max(at, config.now())),
      );
      poll = setInterval(() => void check().catch(() => undefined), config.pollMs);
      poll.unref();
    },
    stop: () => clearInterval(poll),
  };
}
