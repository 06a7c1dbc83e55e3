import { inspect } from 'node:util';
import { cut } from '../../../../shared/server/cut';
import type { Backoff } from '../definition';
import { RetryAt, UnrecoverableError, UnrecoverableErrorForStaff, ActionRequiredError } from '../outcomes';
import { backoffOf } from './backoff';
import type { Attempt, JobRow, State } from './row';

/** How an attempt has ended. */
export type Ending =
  /** `result` is JSON. */
  | { kind: 'done'; result: string | null }
  | { kind: 'threw'; error: unknown }
  /** Nobody renewed its lease: the process that worked on it has died, most likely. `spread` is a further wait, in milliseconds. */
  | { kind: 'lost'; spread: number }
  /** The process ends before the job has; nobody is to blame. */
  | { kind: 'given back' };

/** What becomes of the row. */
export interface JobUpdate {
  rowId: number;
  leaseToken: string;
  state: Exclude<State, 'running' | 'cancelled'>;
  runAt: number;
  attempt: number;
  finishedAt: number | null;
  result: string | null;
  error: string | null;
  history: readonly Attempt[];
  /** Nothing of this job's kind can work until a person has acted. */
  pause: { reason: string; whatToDo: string; since: number } | null;
}

const keptAttempts = 20;
const longestMessage = 4000;

/** What to tell of whatever was thrown; there are objects that not even `String` can tell of. */
export function messageOf(error: unknown): string {
  const text =
    error instanceof Error
      ? error.message || error.name
      : typeof error === 'string'
        ? error
        : inspect(error, { depth: 1 });
  return cut(text, longestMessage);
}

const isoOf = (moment: number): string => new Date(moment).toISOString();

/**
 * What becomes of a claimed job after an attempt.
 *
 * An attempt counts when the handler failed or its process died (a job that kills its process must end some day). It does not
 * when the handler asked for another time, when a person must act, or when it was given back.
 *
 * @param attempts how often a job of this name is tried in all
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
  const noted = (outcome: Attempt['outcome'], message: string): Attempt[] =>
    [
      ...row.history,
      {
        attempt: row.attempt,
        startedAt: row.startedAt === null ? null : isoOf(row.startedAt),
        endedAt: isoOf(now),
        outcome,
        message,
        worker: row.worker,
      },
    ].slice(-keptAttempts);
  const failed = (outcome: 'failed' | 'never' | 'lost', message: string): JobUpdate => ({
    ...base,
    state: 'failed',
    finishedAt: now,
    error: message,
    history: noted(outcome, message),
  });
  const later = (): number => now + backoffOf(backoff, row.attempt, random);
  const uncounted = { attempt: row.attempt - 1 };

  switch (ending.kind) {
    case 'done':
      return {
        ...base,
        state: 'done',
        finishedAt: now,
        error: null,
        result: ending.result,
      };
    case 'given back': {
      const message = 'The process ended before the job had; it was given back.';
      return { ...base, ...uncounted, state: 'pending', history: noted('given back', message) };
    }
    case 'lost': {
      const message = 'The process that worked on it went away.';
      if (row.attempt >= attempts) return failed('lost', message);
      const runAt = later() + ending.spread;
      return { ...base, state: 'delayed', runAt, error: message, history: noted('lost', message) };
    }
    case 'threw': {
      const { error } = ending;
      const message = messageOf(error);
      if (error instanceof RetryAt) {
        const asked = error.at.getTime();
        const runAt = Number.isNaN(asked) ? now + backoffOf(backoff, 1, random) : Math.max(asked, now + 1);
        return {
          ...base,
          ...uncounted,
          state: 'delayed',
          runAt,
          error: message,
          history: noted('again', message),
        };
      }
      if (error instanceof ActionRequiredError) {
        const pause = { reason: message, whatToDo: error.whatToDo, since: now };
        return {
          ...base,
          ...uncounted,
          state: 'pending',
          error: message,
          history: noted('person', message),
          pause,
        };
      }
      if (error instanceof UnrecoverableErrorForStaff) return failed('failed', message);
      if (error instanceof UnrecoverableError) return failed('never', message);
      if (row.attempt >= attempts) return failed('failed', message);
      return { ...base, state: 'delayed', runAt: later(), error: message, history: noted('failed', message) };
    }
  }
}
