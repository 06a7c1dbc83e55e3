import type { Message } from '../../../jobs/contract/message';
import type { StoredPause } from '../../../jobs/server/domain/views';
import type { Card } from '../../contract/integrations';
import { integrationMessages } from './messages';

const { say } = integrationMessages;

/** Why an integration cannot work until a person has acted. */
export interface Breakdown {
  reason: Message;
  /** Null where nobody knows. */
  whatToDo: Message | null;
  /** Milliseconds since 1970. */
  since: number;
  /** What there was no access to, where the integration has several such; null where it is the connection itself. */
  resource: string | null;
}

/** What is stored of an integration. Times in milliseconds since 1970. */
export interface IntegrationStatus {
  waiting: { until: number; reason: Message } | null;
  broken: Breakdown | null;
}

export interface StatusInputs extends IntegrationStatus {
  isConfigured: boolean;
  missing: readonly string[];
  /** How many of its jobs are at work. */
  running: number;
  /** Its jobs, where they are paused; with nothing to do, where somebody has paused them on purpose. */
  paused: StoredPause | null;
  now: number;
}

/** Times in milliseconds since 1970, unlike on the card. */
export type Status = Pick<Card, 'state' | 'reason' | 'whatToDo'> & Record<'since' | 'until', number | null>;

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
    const whatToDo = missing.length > 0 ? say('set-settings', { settings: missing.join(', ') }) : null;
    return { ...blank, state: 'off', reason: say('no-settings'), whatToDo };
  }
  if (broken) {
    const { reason, whatToDo, since } = broken;
    return { ...blank, state: 'broken', reason, whatToDo, since };
  }
  if (paused) {
    const { reason, whatToDo, since } = paused;
    const said = { ...blank, reason, since };
    return whatToDo === null ? { ...said, state: 'waiting' } : { ...said, state: 'broken', whatToDo };
  }
  if (waiting && waiting.until > now) return { ...blank, state: 'waiting', ...waiting };
  return { ...blank, state: running > 0 ? 'working' : 'ready' };
}
