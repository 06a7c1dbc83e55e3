import type { Card } from '../../../integrations/contract/integrations';
import type { Message } from '../../../jobs/contract/message';
import type { JobSummary } from '../../../jobs/contract/job';
import type { Reason, TargetStatus } from '../../contract/sync-status';
import type { EventSnapshot } from './event-snapshot';
import type { Desired, Link, Step } from './plan';

type SyncStatus = Omit<TargetStatus, 'name' | 'title' | 'syncedAt' | 'address'>;

/** The job that syncs a target: the one on its way, else the last one if it failed. */
export type SyncJob =
  | { state: 'running' }
  /** `runAt` is null for at once; `error` is of its last try. */
  | { state: 'waiting'; runAt: string | null; error: Message | null }
  | { state: 'failed'; error: Message | null };

export type ConnectionStatus = Pick<Card, 'state' | 'reason' | 'whatToDo' | 'until'>;

export interface StatusInputs {
  event: EventSnapshot;
  desired: Desired<unknown>;
  step: Step<unknown>;
  /** Null where there is none to where the target shows events now. */
  link: (Pick<Link, 'state'> & { problem: Message | null }) | null;
  job: SyncJob | null;
  /** A job that will enqueue what is missing is on its way. */
  isFanOutPending: boolean;
  connection: ConnectionStatus;
}

const idle = { until: null, detail: null, advice: null, isUnderWay: false };

/** An event's status at a target. What needs a person comes before what passes by itself. */
export function deriveSyncStatus(inputs: StatusInputs): SyncStatus {
  const { step } = inputs;
  if (step.do === 'none') return atRest(inputs);
  if (step.do === 'wait') return { ...idle, state: 'waiting', reason: 'announced-later', until: step.until };
  return outOfSync(inputs);
}

function atRest({ event, desired, link }: StatusInputs): SyncStatus {
  const isWanted = desired !== null && desired !== 'leave';
  if (isWanted && link?.state === 'withdrawn') return { ...idle, state: 'off', reason: 'withdrawn' };
  if (link?.state === 'shown' && desired !== null) return { ...idle, state: 'in-step', reason: null };
  return { ...idle, state: 'off', reason: absenceOf(event, desired) };
}

function absenceOf({ published, draft }: EventSnapshot, desired: Desired<unknown>): Reason {
  if (!published) return draft ? 'draft' : 'incomplete';
  if (desired === 'leave') return 'ended';
  return published.status === 'scheduled' ? 'not-announced' : published.status;
}

function outOfSync({ link, job, isFanOutPending, connection }: StatusInputs): SyncStatus {
  const problem = link?.problem ?? null;
  const waiting = { ...idle, state: 'waiting', isUnderWay: true } as const;
  if (job?.state === 'running') return { ...waiting, reason: 'running' };
  if (connection.state === 'broken') {
    const { reason: detail, whatToDo: advice } = connection;
    return { ...idle, state: 'failed', reason: 'broken', detail, advice };
  }
  if (job?.state === 'failed' && !isFanOutPending)
    return { ...idle, state: 'failed', reason: 'refused', detail: problem ?? job.error };
  if (connection.state === 'waiting') {
    const { reason: detail, until } = connection;
    return { ...waiting, reason: 'held', detail, until };
  }
  if (job?.state === 'waiting' && job.runAt !== null)
    return { ...waiting, reason: 'again', detail: problem ?? job.error, until: job.runAt };
  if (job?.state === 'waiting' || isFanOutPending) return { ...waiting, reason: 'queued' };
  if (problem !== null) return { ...idle, state: 'failed', reason: 'refused', detail: problem };
  return { ...idle, state: 'waiting', reason: 'overlooked' };
}

/** @param jobs of one event and one name, newest first: at least the newest in each state */
export function syncJobOf(jobs: readonly Pick<JobSummary, 'state' | 'runAt' | 'error'>[]): SyncJob | null {
  if (jobs.some(({ state }) => state === 'running')) return { state: 'running' };
  const waiting = jobs.find(({ state }) => state === 'pending' || state === 'delayed');
  if (waiting) {
    const { state, runAt, error } = waiting;
    return { state: 'waiting', runAt: state === 'delayed' ? runAt : null, error };
  }
  const [last] = jobs;
  return last?.state === 'failed' ? { state: 'failed', error: last.error } : null;
}
