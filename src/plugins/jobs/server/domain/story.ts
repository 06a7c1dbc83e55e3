import { json, type Json, type JobStory, type JobSummary, type Pause } from '../../contract/job';
import { generalMask as mask } from './mask';
import type { JobRow, ListedRow } from './row';

const isoOf = (at: number): string => new Date(at).toISOString();
const momentOf = (at: number | null): string | null => (at === null ? null : isoOf(at));
const maskedOrNull = (text: string | null): string | null => (text === null ? null : mask.text(text));

/** A pause as it is kept, with `since` in milliseconds since 1970, as people are told of it. */
export const pauseOf = (pause: { reason: string; whatToDo: string | null; since: number }): Pause => ({
  reason: mask.text(pause.reason),
  whatToDo: maskedOrNull(pause.whatToDo),
  since: isoOf(pause.since),
});

/** A job as a list shows it. */
export const summaryOf = (row: ListedRow): JobSummary => ({
  id: row.id,
  name: row.name,
  key: row.key,
  state: row.state,
  attempt: row.attempt,
  enqueuedAt: isoOf(row.enqueuedAt),
  runAt: row.runAt === 0 ? null : isoOf(row.runAt),
  startedAt: momentOf(row.startedAt),
  finishedAt: momentOf(row.finishedAt),
  error: maskedOrNull(row.error),
});

/** JSON as people may see it; what turns out to be none is shown as the text it is. */
function shown(text: string | null): Json {
  if (text === null) return null;
  try {
    return mask.value(json.parse(JSON.parse(text)));
  } catch {
    return mask.text(text);
  }
}

/**
 * A job's whole story.
 *
 * @param attempts how often it is tried in all, where that is known
 * @param pause why jobs of its name wait, with `since` in milliseconds since 1970
 */
export function storyOf(
  row: JobRow,
  {
    attempts,
    pause,
  }: { attempts: number | null; pause: { reason: string; whatToDo: string | null; since: number } | null },
): JobStory {
  const { done, total, message } = row.progress;
  const hasProgress = done !== null || total !== null || message !== null;
  return {
    ...summaryOf(row),
    owner: row.owner,
    priority: row.priority,
    attempts,
    worker: row.worker,
    leaseUntil: row.state === 'running' ? momentOf(row.leaseUntil) : null,
    progress: hasProgress ? { done, total, message: maskedOrNull(message) } : null,
    payload: shown(row.payload),
    result: shown(row.result),
    history: row.history.map((each) => ({ ...each, message: mask.text(each.message) })),
    pause: pause && pauseOf(pause),
  };
}
