import { backoffOf } from '../../../jobs/server/domain/backoff';
import { oneLine } from '../../../content/server/domain/text/clean';
import { shorten } from './text';

/** What became of a call that did not succeed. */
export type Failure =
  | {
      kind: 'answered';
      status: number;
      body: unknown;
      /** By their names in small letters. */
      headers?: Readonly<Record<string, string>>;
      /** What the answer's `Retry-After` asks for. */
      retryAfterMs?: number;
    }
  /** It never got there (connection refused, no such host): nothing has happened over there. */
  | { kind: 'unsent' }
  /** It may have got there, but no answer came back (time-out, connection dropped). */
  | { kind: 'unanswered' };

/** What follows from a failure. `why` is for staff, and holds no secret. */
export type Verdict =
  | Again
  /** It may have taken effect: see what is there before it is done again. */
  | { verdict: 'look-first'; afterMs: number; why: string }
  | { verdict: 'never'; why: string }
  /** A person must act. */
  | { verdict: 'reconnect'; why: string; whatToDo: string }
  /** There is nothing under this id. */
  | { verdict: 'gone' }
  /** There is something under this id already. */
  | { verdict: 'exists' };

export interface Again {
  verdict: 'again';
  afterMs: number;
  why: string;
  /** Staff should know, though it will be tried again by itself. */
  alert: boolean;
}

/** How often it has been tried, from 1, and a number from 0 to 1 that keeps apart what failed together. */
export interface Trial {
  attempt: number;
  random: number;
}

/** How long to wait: the first time, at the most. Milliseconds. */
type Pace = Parameters<typeof backoffOf>[0];

export const again = (pace: Pace, { attempt, random }: Trial, why: string, atLeastMs = 0): Again => ({
  verdict: 'again',
  afterMs: Math.max(atLeastMs, backoffOf(pace, attempt, random)),
  why,
  alert: false,
});

/** What the remote system said, as staff may read it. */
export const said = (who: string, status: number, message: string | undefined): string =>
  shorten(oneLine(`${who} answered ${status}${message ? `: ${message}` : ''}`), 300);
