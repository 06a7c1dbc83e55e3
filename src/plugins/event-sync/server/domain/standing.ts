import type { State as IntegrationState } from '../../../integrations/server/domain/state';
import type { JobSummary } from '../../../jobs/contract/job';
import type { Desired } from './desired';
import type { Link, Step } from './link';
import type { ShownEvent } from './shown-event';

/** How an event stands at a target, as people want to know it. `off`: nothing is shown there, and nothing is to be. */
export const standingStates = ['in-step', 'waiting', 'failed', 'off'] as const;

export const reasons = [
  // Off.
  'incomplete',
  'draft',
  'ended',
  'cancelled',
  'postponed',
  'not-announced',
  'withdrawn',
  // Waiting.
  'announced-later',
  'queued',
  'running',
  'again',
  'held',
  'overlooked',
  // Failed.
  'broken',
  'refused',
] as const;
export type Reason = (typeof reasons)[number];

export interface SyncStatus {
  state: (typeof standingStates)[number];
  reason: Reason | null;
  /** ISO 8601. */
  until: string | null;
  /** What the other side or the queue has said. */
  detail: string | null;
  /** What a person can do about it. */
  advice: string | null;
  /** A job is on its way. */
  isUnderWay: boolean;
}

/** The job that brings a target in step: one on its way, else how the last one ended where that was not well. */
export type SyncJob =
  | { state: 'running' }
  /** `runAt` is null for at once; `error` is of its last try. */
  | { state: 'waiting'; runAt: string | null; error: string | null }
  | { state: 'failed'; error: string | null };

export interface Connection {
  state: IntegrationState;
  reason: string | null;
  whatToDo: string | null;
  /** ISO 8601. */
  until: string | null;
}

export interface StatusInputs {
  event: ShownEvent;
  desired: Desired<unknown>;
  step: Step<unknown>;
  /** Null where there is none to where the target shows events now. */
  link: (Pick<Link, 'state'> & { problem: string | null }) | null;
  job: SyncJob | null;
  /** A job that will enqueue what is missing is on its way. */
  isToBeLookedAt: boolean;
  connection: Connection;
}

const quiet = { until: null, detail: null, advice: null, isUnderWay: false };

/** Says how an event stands at a target, and why. What needs a person is told before what passes by itself. */
export function standingOf(inputs: StatusInputs): SyncStatus {
  const { step } = inputs;
  if (step.do === 'none') return atRest(inputs);
  if (step.do === 'wait') return { ...quiet, state: 'waiting', reason: 'announced-later', until: step.until };
  return notInStep(inputs);
}

/** There is nothing to be done. */
function atRest({ event, desired, link }: StatusInputs): SyncStatus {
  const isWanted = desired !== null && desired !== 'leave';
  if (isWanted && link?.state === 'withdrawn') return { ...quiet, state: 'off', reason: 'withdrawn' };
  if (link?.state === 'shown' && desired !== null) return { ...quiet, state: 'in-step', reason: null };
  return { ...quiet, state: 'off', reason: absenceOf(event, desired) };
}

/** Why a target shows nothing of an event. */
function absenceOf({ published, draft }: ShownEvent, desired: Desired<unknown>): Reason {
  if (!published) return draft ? 'draft' : 'incomplete';
  if (desired === 'leave') return 'ended';
  return published.status === 'scheduled' ? 'not-announced' : published.status;
}

function notInStep({ link, job, isToBeLookedAt, connection }: StatusInputs): SyncStatus {
  const problem = link?.problem ?? null;
  const waiting = { ...quiet, state: 'waiting', isUnderWay: true } as const;
  if (job?.state === 'running') return { ...waiting, reason: 'running' };
  if (connection.state === 'broken') {
    const { reason: detail, whatToDo: advice } = connection;
    return { ...quiet, state: 'failed', reason: 'broken', detail, advice };
  }
  if (job?.state === 'failed' && !isToBeLookedAt)
    return { ...quiet, state: 'failed', reason: 'refused', detail: problem ?? job.error };
  if (connection.state === 'waiting') {
    const { reason: detail, until } = connection;
    return { ...waiting, reason: 'held', detail, until };
  }
  if (job?.state === 'waiting' && job.runAt !== null)
    return { ...waiting, reason: 'again', detail: problem ?? job.error, until: job.runAt };
  if (job?.state === 'waiting' || isToBeLookedAt) return { ...waiting, reason: 'queued' };
  if (problem !== null) return { ...quiet, state: 'failed', reason: 'refused', detail: problem };
  return { ...quiet, state: 'waiting', reason: 'overlooked' };
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
