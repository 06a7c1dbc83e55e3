import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { UnrecoverableErrorForStaff } from './outcomes';

/**
 * Every job's name and what it is given. Who defines a job adds it here, so that enqueueing an unknown name or a wrong
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

/** How long to wait between attempts: the first time, doubled each time, at the most. Milliseconds. */
export interface Backoff {
  first: number;
  most: number;
}

export interface JobContext<Payload> {
  payload: Payload;
  strapi: Core.Strapi;
  log: JobLog;
  /**
   * Aborted when the time is up, the job is cancelled (at once, or within seconds where another process was asked), its lease is
   * lost or the process ends: stop, and throw.
   */
  signal: AbortSignal;
  /** Tells whoever watches, its owner too, how far it is; written a few times a second at the most. */
  progress: (done: number, total: number, message?: string) => void;
  job: {
    id: string;
    name: string;
    key: string | null;
    owner: string | null;
    attempt: number;
    /** The lowest that it was enqueued with. */
    priority: number;
    enqueuedAt: Date;
  };
}

export interface JobLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

interface Options {
  /** How often it is tried in all before it has failed. */
  attempts?: number;
  backoff?: Backoff;
  /** Milliseconds that one attempt may take. */
  timeout?: number;
  /** At most so many of this name at once, in all processes together. */
  concurrency?: number;
  /** At most so many starts in so many milliseconds, in all processes together. */
  limiter?: { max: number; duration: number };
  /** Whose queues pause together when a person must act; the name of an integration, usually. */
  group?: string;
}

export interface JobDefinition extends Required<Omit<Options, 'concurrency' | 'limiter' | 'group'>> {
  name: string;
  payload: z.ZodType;
  concurrency: number | null;
  limiter: { max: number; duration: number } | null;
  group: string | null;
  /** Checks the payload, then does the work. @throws UnrecoverableErrorForStaff when the payload has another shape */
  handle(context: JobContext<unknown>): Promise<unknown>;
}

const defaults = {
  attempts: 5,
  backoff: { first: 2_000, most: 15 * 60_000 },
  timeout: 5 * 60_000,
  concurrency: null,
  limiter: null,
  group: null,
};

/**
 * Defines a job. It may run more than once (a process can die at any line), so the handler must not mind.
 *
 * @param definition.payload what it is given; checked when it is enqueued and, since a row may be older than the code,
 *   again when it runs
 * @param definition.handler its result is kept as JSON, and shown to the job's owner. What it throws is tried again, but for
 *   the outcomes of `outcomes.ts`
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
        throw new UnrecoverableErrorForStaff(`Its payload is not right: ${z.prettifyError(payload.error)}`);
      return handler({ ...context, payload: payload.data });
    },
  };
}

export interface ScheduleDefinition {
  name: string;
  /** Five fields, or six with seconds first. */
  cron: string;
  /** IANA: what the cron expression means by its hours. */
  timezone: string;
  job: JobName;
  payload: unknown;
}

/** Defines when a job is enqueued by itself. One that still waits from the last time is not doubled. */
export function defineSchedule<Name extends JobName>(
  definition: Omit<ScheduleDefinition, 'job' | 'payload'> & { job: Name; payload: JobPayloads[Name] },
): ScheduleDefinition {
  return definition;
}
