import {
  json,
  type JobDetail,
  type JobSummary,
  type Json,
  type ListedJob,
  type Pause,
} from '../../contract/job';
import type { Message } from '../../contract/message';
import type { Statistics } from '../../contract/requests';
import { entryKey, type Entry } from '../../../../shared/server/entry-titles';
import { generalMask as mask } from '../../../../shared/server/mask';
import type { JobRow, ListedRow } from './job';
import { maskedMessage } from './messages';

/** A pause as it is stored. `since` is in milliseconds since 1970. */
export interface StoredPause {
  reason: Message;
  /** What would let the jobs go on; null when somebody paused them on purpose. */
  whatToDo: Message | null;
  since: number;
}

const isoOf = (timestamp: number): string => new Date(timestamp).toISOString();
const isoOrNull = (timestamp: number | null): string | null => (timestamp === null ? null : isoOf(timestamp));
const maskedOrNull = (said: Message | null): Message | null => said && maskedMessage(said, mask);

export const toPause = ({ reason, whatToDo, since }: StoredPause): Pause => ({
  reason: maskedMessage(reason, mask),
  whatToDo: maskedOrNull(whatToDo),
  since: isoOf(since),
});

/** A job as a list shows it. */
export const toJobSummary = ({ id, name, key, state, attempt, ...row }: ListedRow): JobSummary => ({
  ...{ id, name, key, state, attempt },
  enqueuedAt: isoOf(row.enqueuedAt),
  runAt: row.runAt === 0 ? null : isoOf(row.runAt),
  startedAt: isoOrNull(row.startedAt),
  finishedAt: isoOrNull(row.finishedAt),
  error: maskedOrNull(row.error),
});

/** The entry that a job is about, if its key is one's `documentId`. @param entryType its content type's uid */
export const entryOf = ({ key }: Pick<JobSummary, 'key'>, entryType: string | null): Entry | null =>
  entryType === null || key === null ? null : { type: entryType, documentId: key };

interface Listing {
  entryType: string | null;
  /** By `entryKey`. */
  titles: ReadonlyMap<string, string>;
  /** The ids of failed jobs that newer ones have made up for. */
  resolvedIds: ReadonlySet<string>;
}

export function toListedJob(job: JobSummary, { entryType, titles, resolvedIds }: Listing): ListedJob {
  const entry = entryOf(job, entryType);
  return {
    ...job,
    entry: entry && { ...entry, title: titles.get(entryKey(entry)) ?? null },
    isResolved: resolvedIds.has(job.id),
  };
}

/** Masked JSON; text that is no JSON is shown as text. */
function toMaskedJson(text: string | null): Json {
  if (text === null) return null;
  try {
    return mask.value(json.parse(JSON.parse(text)));
  } catch {
    return mask.text(text);
  }
}

interface Details {
  listed: ListedJob;
  /** How many it has in all, if known. */
  attempts: number | null;
  /** Why jobs of its name wait, if they do. */
  pause: StoredPause | null;
}

/** A job in full. */
export function toJobDetail(row: JobRow, { listed, attempts, pause }: Details): JobDetail {
  const { done, total, message } = row.progress;
  const hasProgress = done !== null || total !== null || message !== null;
  return {
    ...listed,
    owner: row.owner,
    priority: row.priority,
    attempts,
    worker: row.worker,
    leaseUntil: row.state === 'running' ? isoOrNull(row.leaseUntil) : null,
    progress: hasProgress ? { done, total, message: message === null ? null : mask.text(message) } : null,
    payload: toMaskedJson(row.payload),
    result: toMaskedJson(row.result),
    history: row.history.map((each) => ({ ...each, message: maskedMessage(each.message, mask) })),
    pause: pause && toPause(pause),
  };
}

const minute = 60_000;
const minutesAnHour = 60;

/** The jobs that ended within one minute, with latencies in milliseconds. `minute` is its beginning, since 1970. */
export interface MinuteCount {
  minute: number;
  done: number;
  failed: number;
  p50: number;
  p95: number;
}

/** The beginning of the last hour, in milliseconds since 1970: of sixty minutes of the clock, the current one included. */
export const hourBefore = (now: number): number => now - (now % minute) - (minutesAnHour - 1) * minute;

/** The last hour without gaps. Minutes after the current one, of a process whose clock is ahead, are left out. */
export function lastHour(counts: readonly MinuteCount[], now: number): Statistics['minutes'] {
  const byMinute = new Map(counts.map((each) => [each.minute, each]));
  return Array.from({ length: minutesAnHour }, (_, index) => {
    const at = hourBefore(now) + index * minute;
    const { done = 0, failed = 0, p50, p95 } = byMinute.get(at) ?? {};
    return {
      at: new Date(at).toISOString(),
      done,
      failed,
      latency: p50 === undefined || p95 === undefined ? null : { p50, p95 },
    };
  });
}
