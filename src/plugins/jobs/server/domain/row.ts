import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attempt, state, states, type Attempt, type State } from '../../contract/job';

export { states, type Attempt, type State };

/** MySQL's driver gives large integers as text. */
const whole = z.coerce.number().int();
const moment = whole.nullable();

/** The columns of `jobs` that a list shows, as SQL gives them. */
export const listedColumns = z.object({
  id: whole,
  document_id: z.string(),
  name: z.string(),
  key: z.string().nullable(),
  state,
  run_at: whole,
  enqueued_at: whole,
  started_at: moment,
  finished_at: moment,
  attempt: whole,
  error: z.string().nullable(),
});

const listedOf = (row: z.output<typeof listedColumns>) => ({
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
  error: row.error,
});

export const listedRow = listedColumns.transform(listedOf);
export type ListedRow = z.output<typeof listedRow>;

/** The attempts a row tells of. What another version of the club has written is not worth a row that nobody can read. */
function historyOf(text: string): Attempt[] {
  try {
    return z.array(attempt).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

/** A row of `jobs` as SQL gives it. */
export const jobRow = listedColumns
  .extend({
    payload: z.string(),
    owner: z.string().nullable(),
    priority: whole,
    lease_token: z.string().nullable(),
    lease_until: moment,
    worker: z.string().nullable(),
    progress_done: moment,
    progress_total: moment,
    progress_message: z.string().nullable(),
    result: z.string().nullable(),
    history: z.string().transform(historyOf).nullable(),
  })
  .transform((row) => ({
    ...listedOf(row),
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

const longestKey = 150;

/**
 * What makes a job single while it waits: its name and its key in one text, unique in the table. The key's digest, since
 * MySQL takes `a`, `A`, `á` and `a ` for the same.
 */
export const pendingKeyOf = (name: string, key: string): string =>
  `${name} ${createHash('sha256').update(key).digest('hex')}`;

/** @returns what is wrong with a key, or null */
export const keyFault = (key: string): string | null =>
  key.length > 0 && key.length <= longestKey
    ? null
    : `A job's key must have 1 to ${longestKey} characters; this one has ${key.length}.`;

/** @returns what is wrong with a moment to run at, or null */
export const dateFault = (date: Date): string | null =>
  Number.isNaN(date.getTime()) ? 'The time to run it at is no valid date.' : null;

/** BullMQ's bounds, so that both engines take the same. @returns what is wrong with a priority, or null */
export const priorityFault = (priority: number): string | null =>
  Number.isInteger(priority) && priority >= 0 && priority <= 2 ** 21
    ? null
    : `Its priority must be a whole number from 0 to ${2 ** 21}; this one is ${priority}.`;

/** More than this is content, not a result, and more than some databases take in one statement. Characters. */
const longestResult = 1_000_000;

/** @returns what is wrong with a handler's result as JSON, or null */
export const resultFault = (json: string | null): string | null =>
  json === null || json.length <= longestResult
    ? null
    : `Its result has ${json.length} characters as JSON; ${longestResult} are kept.`;

/** A value as JSON, or null for what JSON does not know (undefined, functions). @throws TypeError for what refers to itself */
export function jsonOf(value: unknown): string | null {
  const text: unknown = JSON.stringify(value);
  return typeof text === 'string' ? text : null;
}
