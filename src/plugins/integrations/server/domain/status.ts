import type { State } from '../../contract/integrations';

/** Why an integration cannot work until a person has acted. `since` in milliseconds since 1970. */
export interface Incident {
  reason: string;
  whatToDo: string | null;
  since: number;
}

export interface Breakdown extends Incident {
  /** What there was no access to, where the integration has several such; null where it is the connection itself. */
  resource: string | null;
}

/** What is stored of an integration. Times in milliseconds since 1970. */
export interface IntegrationStatus {
  waiting: { until: number; reason: string } | null;
  broken: Breakdown | null;
}

export interface StatusInputs extends IntegrationStatus {
  isConfigured: boolean;
  missing: readonly string[];
  /** How many of its jobs are at work. */
  running: number;
  /** Its jobs, where they are paused; with nothing to do, where somebody has paused them on purpose. */
  paused: Incident | null;
  now: number;
}

export interface Status {
  state: State;
  reason: string | null;
  whatToDo: string | null;
  /** Since when it is broken or paused, in milliseconds since 1970. */
  since: number | null;
  /** Until when it waits, in milliseconds since 1970; null where that is up to somebody. */
  until: number | null;
}

/**
 * Whether a call that has worked ends a breakdown: any does where the connection itself was broken; else one to the very
 * resource, since access to one calendar says nothing of another.
 */
export const isEndedBy = ({ resource }: Breakdown, worked: string | null): boolean =>
  resource === null || resource === worked;

/** An integration's status. What needs a person comes first. */
export function deriveStatus(inputs: StatusInputs): Status {
  const { isConfigured, missing, waiting, broken, paused, running, now } = inputs;
  const blank = { reason: null, whatToDo: null, since: null, until: null };
  if (!isConfigured) {
    const whatToDo = missing.length > 0 ? `Set ${missing.join(', ')} and start the club again.` : null;
    return { ...blank, state: 'off', reason: 'Its settings are absent.', whatToDo };
  }
  if (broken) {
    const { reason, whatToDo, since } = broken;
    return { ...blank, state: 'broken', reason, whatToDo, since };
  }
  if (paused && paused.whatToDo !== null) return { ...blank, state: 'broken', ...paused };
  if (paused) return { ...blank, state: 'waiting', ...paused };
  if (waiting && waiting.until > now) return { ...blank, state: 'waiting', ...waiting };
  return { ...blank, state: running > 0 ? 'working' : 'ready' };
}
