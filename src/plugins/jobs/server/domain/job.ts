import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attempt, state, type Attempt, type State } from '../../contract/job';
import { message, untranslated, type Message } from '../../contract/message';
import { backoffOf, type Backoff } from '../../../../shared/server/backoff';
import { cut } from '../../../../shared/server/cut';
import { ActionRequiredError, RetryAt, UnrecoverableError, UnrecoverableErrorForStaff } from '../outcomes';
import { jobMessages } from './job-messages';
import { messageIn, saidBy } from './messages';

export type { Attempt, State };

/** MySQL's driver returns large integers as text. */
const integer = z.coerce.number().int();

/** The columns of `jobs` that a list shows, as SQL returns them. */
export const listedColumns = z.object({
  id: integer,
  document_id: z.string(),
  name: z.string(),
  key: z.string().nullable(),
  state,
  run_at: integer,
  enqueued_at: integer,
  started_at: integer.nullable(),
  finished_at: integer.nullable(),
  attempt: integer,
  error: z.string().nullable(),
  error_message: z.string().nullable(),
});

const toListedJob = (row: z.output<typeof listedColumns>) => ({
  rowId: row.id,
  id: row.document_id,
  name: row.name,
  key: row.key,
  state: row.state,
  runAt: row.run_at,
  enqueuedAt: row.enqueued_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  attempt: row.attempt,
  error: messageIn(row.error, row.error_message),
});

export const listedRow = listedColumns.transform(toListedJob);
export type ListedRow = z.output<typeof listedRow>;

/** Rows from before messages had ids have the English text alone. */
const storedAttempt = attempt.extend({ message: z.union([message, z.string().transform(untranslated)]) });

/** The attempts of a row. An unreadable history, of another version of the club, must not make the whole row unreadable. */
function historyOf(text: string): Attempt[] {
  try {
    return z.array(storedAttempt).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

/** A row of `jobs` as SQL returns it. */
export const jobRow = listedColumns
  .extend({
    payload: z.string(),
    owner: z.string().nullable(),
    priority: integer,
    lease_token: z.string().nullable(),
    lease_until: integer.nullable(),
    worker: z.string().nullable(),
    progress_done: integer.nullable(),
    progress_total: integer.nullable(),
    progress_message: z.string().nullable(),
    result: z.string().nullable(),
    history: z.string().transform(historyOf).nullable(),
  })
  .transform((row) => ({
    ...toListedJob(row),
    payload: row.payload,
    owner: row.owner,
    priority: row.priority,
    leaseToken: row.lease_token,
    leaseUntil: row.lease_until,
    worker: row.worker,
    progress: { done: row.progress_done, total: row.progress_total, message: row.progress_message },
    result: row.result,
    history: row.history ?? [],
  }));
export type JobRow = z.output<typeof jobRow>;

/**
 * The value of `pending_key`, a unique column that keeps a key single while its job waits. It contains the key's digest, since MySQL
 * considers `a`, `A`, `á` and `a ` equal.
 */
export const pendingKeyOf = (name: string, key: string): string =>
  `${name} ${createHash('sha256').update(key).digest('hex')}`;

const longestKey = 150;

/** @returns what is wrong with a key, or null */
export const keyIssue = (key: string): string | null =>
  key.length > 0 && key.length <= longestKey
    ? null
    : `A job's key must have 1 to ${longestKey} characters; this one has ${key.length}.`;

/** @returns what is wrong with the time to run at, or null */
export const dateIssue = (date: Date): string | null =>
  Number.isNaN(date.getTime()) ? 'The time to run it at is no valid date.' : null;

/** Checks against BullMQ's bounds, so that both engines accept the same. @returns what is wrong with a priority, or null */
export const priorityIssue = (priority: number): string | null =>
  Number.isInteger(priority) && priority >= 0 && priority <= 2 ** 21
    ? null
    : `Its priority must be a whole number from 0 to ${2 ** 21}; this one is ${priority}.`;

/** Characters. Some databases do not accept more in one statement. */
const longestResult = 1_000_000;

/** @returns what is wrong with a handler's result as JSON, or null */
export const resultIssue = (json: string | null): Message | null =>
  json === null || json.length <= longestResult
    ? null
    : jobMessages.say('result.too-long', { length: json.length, most: longestResult });

/** A value as JSON, or null for what JSON cannot express (undefined, functions). @throws TypeError for a circular value */
export function jsonOf(value: unknown): string | null {
  const text: unknown = JSON.stringify(value);
  return typeof text === 'string' ? text : null;
}

/** A count as an integer column stores it: handlers also report fractions, and divisions by zero. */
const storedCount = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.min(2 ** 31 - 1, Math.max(0, Math.round(value)));

/** A handler's progress as it is stored: whole numbers, and a message of at most 250 characters. */
export const progressOf = (done: number, total: number, message?: string): JobRow['progress'] => ({
  done: storedCount(done),
  total: storedCount(total),
  message: message === undefined ? null : cut(message, 250),
});

/** How an attempt ended. */
export type Ending =
  /** `result` is JSON. */
  | { kind: 'done'; result: string | null }
  | { kind: 'threw'; error: unknown }
  /** Its lease was not renewed: its process has most likely died. `staggerMs` is an additional wait. */
  | { kind: 'lost'; staggerMs: number }
  /** The process ended before the job. */
  | { kind: 'given back' };

/** The new values of a claimed job's row. */
export interface JobUpdate {
  rowId: number;
  leaseToken: string;
  state: Exclude<State, 'running' | 'cancelled'>;
  runAt: number;
  attempt: number;
  finishedAt: number | null;
  result: string | null;
  error: Message | null;
  history: readonly Attempt[];
  /** Set when the queues of the job's group have to wait until a person has acted. */
  pause: { reason: Message; whatToDo: Message; since: number } | null;
}

const keptAttempts = 20;

const toAttempt = (row: JobRow, outcome: Attempt['outcome'], message: Message, now: number): Attempt => ({
  attempt: row.attempt,
  startedAt: row.startedAt === null ? null : new Date(row.startedAt).toISOString(),
  endedAt: new Date(now).toISOString(),
  outcome,
  message,
  worker: row.worker,
});

/**
 * The update of a claimed job after an attempt.
 *
 * Attempts in which the handler failed or the process died are counted, so that a job that kills its process fails in the end.
 * Attempts that asked for another time, need a person or were given back are not.
 *
 * @param policy.attempts how many attempts jobs of this name have in all
 * @param now milliseconds since 1970
 * @param random from 0 to 1, for the jitter
 */
export function completeAttempt(
  row: JobRow,
  { attempts, backoff }: { attempts: number; backoff: Backoff },
  ending: Ending,
  { now, random }: { now: number; random: number },
): JobUpdate {
  const base = {
    rowId: row.rowId,
    leaseToken: row.leaseToken ?? '',
    attempt: row.attempt,
    runAt: row.runAt,
    finishedAt: null,
    result: null,
    error: row.error,
    history: row.history,
    pause: null,
  };
  const unsuccessful = (outcome: Attempt['outcome'], message: Message) => ({
    ...base,
    error: message,
    history: [...row.history, toAttempt(row, outcome, message, now)].slice(-keptAttempts),
  });
  const failed = (outcome: 'failed' | 'never' | 'lost', message: Message): JobUpdate => ({
    ...unsuccessful(outcome, message),
    state: 'failed',
    finishedAt: now,
  });
  const retried = (outcome: 'failed' | 'lost', message: Message, staggerMs = 0): JobUpdate => {
    if (row.attempt >= attempts) return failed(outcome, message);
    const runAt = now + backoffOf(backoff, row.attempt, random) + staggerMs;
    return { ...unsuccessful(outcome, message), state: 'delayed', runAt };
  };
  const uncounted = { attempt: row.attempt - 1 };

  switch (ending.kind) {
    case 'done':
      return { ...base, state: 'done', finishedAt: now, error: null, result: ending.result };
    case 'given back': {
      const givenBack = unsuccessful('given back', jobMessages.say('given-back'));
      return { ...givenBack, ...uncounted, state: 'pending', error: row.error };
    }
    case 'lost':
      return retried('lost', jobMessages.say('lost'), ending.staggerMs);
    case 'threw': {
      const { error } = ending;
      const message = saidBy(error);
      if (error instanceof RetryAt) {
        const retryAt = error.at.getTime();
        const runAt = Number.isNaN(retryAt)
          ? now + backoffOf(backoff, 1, random)
          : Math.max(retryAt, now + 1);
        return { ...unsuccessful('again', message), ...uncounted, state: 'delayed', runAt };
      }
      if (error instanceof ActionRequiredError) {
        const pause = { reason: message, whatToDo: error.whatToDo, since: now };
        return { ...unsuccessful('person', message), ...uncounted, state: 'pending', pause };
      }
      if (error instanceof UnrecoverableErrorForStaff) return failed('failed', message);
      if (error instanceof UnrecoverableError) return failed('never', message);
      return retried('failed', message);
    }
  }
}

/**
 * The new values of a cancelled job's row; the attempt of a running one ends with it. `said`: by whom,
 * for staff; `now`: milliseconds since 1970
 */
export function cancellationOf(
  row: JobRow,
  { said, now }: { said: Message; now: number },
): { finishedAt: number; error: Message; history: readonly Attempt[] } {
  const ended = row.state === 'running' ? [toAttempt(row, 'cancelled', said, now)] : [];
  return { finishedAt: now, error: said, history: [...row.history, ...ended] };
}
