import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import type { Backoff } from '../../../shared/server/backoff';
import { jsonOf, type JobRow } from './domain/job';
import { jobMessages } from './domain/job-messages';
import { UnrecoverableErrorForStaff } from './outcomes';

/**
 * The payload of each job, by its name. Whoever defines a job declares it here, so that enqueueing an unknown name or a wrong
 * payload does not compile:
 *
 * ```ts
 * declare module '…/jobs/server/definition' {
 *   interface JobPayloads { 'events.sync': z.input<typeof payload> }
 * }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- others fill it
export interface JobPayloads {}

export type JobName = keyof JobPayloads;

export interface JobContext<Payload> {
  payload: Payload;
  strapi: Core.Strapi;
  log: JobLog;
  /**
   * Aborted when the time is up, the job is cancelled (within seconds where another process was asked), its lease is lost or the
   * process ends. The handler should then stop and throw.
   */
  signal: AbortSignal;
  /** Reports progress, which staff and the job's owner see; written at most twice a second. */
  progress: (done: number, total: number, message?: string) => void;
  /** Its priority is the lowest that it was enqueued with. */
  job: Pick<JobRow, 'id' | 'name' | 'key' | 'owner' | 'attempt' | 'priority'> & { enqueuedAt: Date };
}

export type JobLog = Record<'debug' | 'info' | 'warn' | 'error', (message: string) => void>;

interface Options {
  /** Attempts in all before it has failed. */
  attempts?: number;
  backoff?: Backoff;
  /** Longest duration of one attempt, in milliseconds. */
  timeout?: number;
  /** Most jobs of this name at once, in all processes together. */
  concurrency?: number;
  /** At most `max` starts within `duration` milliseconds, in all processes together. */
  limiter?: { max: number; duration: number };
  /** The content type of which the key is a `documentId`: staff see its title in place of the key. */
  entryType?: UID.ContentType;
  /** Queues of a group pause together when a person must act; usually the name of an integration. */
  group?: string;
}

export interface JobDefinition extends Required<
  Omit<Options, 'concurrency' | 'limiter' | 'entryType' | 'group'>
> {
  name: string;
  payload: z.ZodType;
  concurrency: number | null;
  limiter: { max: number; duration: number } | null;
  entryType: UID.ContentType | null;
  group: string | null;
  /** Checks the payload, then calls the handler. @throws UnrecoverableErrorForStaff when the payload is invalid */
  handle(context: JobContext<unknown>): Promise<unknown>;
}

const defaults = {
  attempts: 5,
  backoff: { first: 2_000, most: 15 * 60_000 },
  timeout: 5 * 60_000,
  concurrency: null,
  limiter: null,
  entryType: null,
  group: null,
};

/**
 * Defines a job. It may run more than once, since a process can die at any line: the handler must be idempotent.
 *
 * @param definition.payload checked when the job is enqueued, and again when it runs, since a row may be older than the code
 * @param definition.handler its result is stored as JSON and shown to the job's owner. When it throws, the job is retried,
 *   unless the error is one of `outcomes.ts`
 */
export function defineJob<Name extends JobName, Payload extends z.ZodType<unknown, JobPayloads[Name]>>(
  definition: Options & {
    name: Name;
    payload: Payload;
    handler: (context: JobContext<z.output<Payload>>) => Promise<unknown>;
  },
): JobDefinition {
  const { handler, ...rest } = definition;
  return {
    ...defaults,
    ...rest,
    async handle(context) {
      const payload = definition.payload.safeParse(context.payload);
      if (!payload.success)
        throw new UnrecoverableErrorForStaff(
          jobMessages.say('payload.wrong', { problem: z.prettifyError(payload.error) }),
        );
      return handler({ ...context, payload: payload.data });
    },
  };
}

export interface ScheduleDefinition {
  name: string;
  /** Five fields, or six with seconds first. */
  cron: string;
  /** IANA time zone of the cron expression. */
  timezone: string;
  job: JobName;
  payload: unknown;
}

/** Defines when a job is enqueued by itself. It is not enqueued again while the previous one waits. */
export function defineSchedule<Name extends JobName>(
  definition: Omit<ScheduleDefinition, 'job' | 'payload'> & { job: Name; payload: JobPayloads[Name] },
): ScheduleDefinition {
  return definition;
}

type JobNameWithoutPayload = {
  [Name in JobName]: Record<string, never> extends JobPayloads[Name] ? Name : never;
}[JobName];

/** Defines a cleanup job, and the schedule of the same name that enqueues it. @param cron in UTC */
export function defineCleanup(
  name: JobNameWithoutPayload,
  cron: string,
  handler: (context: Pick<JobContext<unknown>, 'strapi' | 'signal'>) => Promise<unknown>,
): { job: JobDefinition; schedule: ScheduleDefinition } {
  const payload = z.object({});
  return {
    job: { ...defaults, name, payload, concurrency: 1, timeout: 30 * 60_000, handle: handler },
    schedule: { name, cron, timezone: 'UTC', job: name, payload: {} },
  };
}

export type JobRegistry = ReturnType<typeof createRegistry>;

/** The jobs and schedules that the plugins define, by name. */
export function createRegistry() {
  const jobs = new Map<string, JobDefinition>();
  const schedules = new Map<string, ScheduleDefinition>();

  function jobOf(name: string): JobDefinition {
    const definition = jobs.get(name);
    if (definition) return definition;
    throw new TypeError(
      `There is no job "${name}". Known are: ${[...jobs.keys()].sort().join(', ') || 'none'}.`,
    );
  }

  return {
    jobs: jobs as ReadonlyMap<string, JobDefinition>,
    schedules: schedules as ReadonlyMap<string, ScheduleDefinition>,

    /** @throws Error when a name is taken, or a schedule's job or payload is wrong */
    register: (
      jobDefinitions: readonly JobDefinition[],
      scheduleDefinitions: readonly ScheduleDefinition[] = [],
    ): void => {
      for (const definition of jobDefinitions) {
        if (jobs.has(definition.name)) throw new Error(`The job "${definition.name}" is defined twice.`);
        jobs.set(definition.name, definition);
      }
      for (const schedule of scheduleDefinitions) {
        if (schedules.has(schedule.name))
          throw new Error(`The schedule "${schedule.name}" is defined twice.`);
        jobOf(schedule.job).payload.parse(schedule.payload);
        schedules.set(schedule.name, schedule);
      }
    },

    /**
     * Checks the payload as it will be read again: a date, for one, will be text. @returns the payload as JSON
     * @throws TypeError for an unknown name, z.ZodError for an invalid payload
     */
    checkedPayload(name: string, payload: unknown): string {
      const definition = jobOf(name);
      const json = jsonOf(payload) ?? 'null';
      definition.payload.parse(JSON.parse(json));
      return json;
    },

    /** The names that pause together with this one: those of its group, or itself alone. */
    groupOf: (name: string): string[] => {
      const group = jobs.get(name)?.group ?? null;
      if (group === null) return [name];
      return [...jobs.values()].filter((each) => each.group === group).map((each) => each.name);
    },
  };
}
