import type { Message } from '../../../jobs/contract/message';
import type { Outcome } from '../../contract/log';
import { backoffOf, type Backoff } from '../../../../shared/server/backoff';
import { mayHaveTakenEffect, retryAfterOf, type Failure } from './failure';

/** What to do about a failed call. Decided once, where the answer is read; everybody else reads it here. */
export type RetryDecision = {
  /** For staff who look at what the call was made for; the error's message where it is left out. */
  why?: Message;
} & (
  | RetryLater
  /** Repeating it changes nothing. */
  | { kind: 'give-up' }
  /** What the call is about may not be changed as it is; others may. */
  | { kind: 'refused' }
  /** Nothing works until a person has acted. Null where nobody knows more than that. */
  | { kind: 'action-required'; whatToDo: Message | null }
  /** There is nothing (any more) where the call looked for something. */
  | { kind: 'gone' }
  /** What was to be made is there already. */
  | { kind: 'exists' }
);

export interface RetryLater {
  /** `verify-first`: it may have taken effect, and a second time would do harm; look what is there first. */
  kind: 'retry' | 'verify-first';
  /** Before then nobody is to call this remote. Milliseconds since 1970; null when it did not ask for time. */
  notBefore: number | null;
  /** How long to wait after each attempt; null for whatever the caller does by itself. */
  backoff: Backoff | null;
}

/** What a policy knows of the call that failed. */
export interface CallFacts {
  method: string;
  /** The caller vouches that a second time does no harm, whatever the method. */
  isRepeatable: boolean;
  /** The vendor's operation, where its policy asks. */
  operation: string | null;
}

/** How the errors of one vendor differ from what is usual; both are pure functions. */
export interface ErrorPolicy {
  /**
   * When the vendor asks not to be called before some time, in words of its own. Called for every answer, without the body of
   * a good one.
   *
   * @returns milliseconds since 1970, or null
   */
  hintOf?: (answer: { status: number; headers: Headers; body: unknown }, now: number) => number | null;
  /**
   * @param when.notBefore the time that the answer asks for, by `hintOf` or `Retry-After`
   * @returns null for the usual decision
   */
  decide?: (
    failure: Failure,
    call: CallFacts,
    when: { now: number; notBefore: number | null },
  ) => RetryDecision | null;
}

/** Methods of which the second time changes nothing (RFC 9110, 9.2.2). */
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const retriedStatuses = new Set([408, 425, 429]);
const finalServerStatuses = new Set([501, 505, 510, 511]);

/** The longest that a remote can make us wait, in milliseconds: what asks for more is taken for a mistake. */
const longestWait = 24 * 60 * 60_000;

/** @param now milliseconds since 1970 */
export function decide(
  failure: Failure,
  call: CallFacts,
  now: number,
  policy: ErrorPolicy = {},
): RetryDecision {
  const notBefore = failure.type === 'status' ? holdUntil(failure, now, policy) : null;
  const decision = policy.decide?.(failure, call, { now, notBefore }) ?? usual(failure, call, notBefore);
  if (!isLater(decision) || decision.notBefore === null) return decision;
  return { ...decision, notBefore: Math.min(decision.notBefore, now + longestWait) };
}

/** Until when an answer asks not to be called; null when it does not, or the time is past. */
export function holdUntil(
  answer: { status: number; headers: Headers; body: unknown },
  now: number,
  { hintOf }: ErrorPolicy,
): number | null {
  const asked = hintOf?.(answer, now) ?? retryAfterOf(answer.headers.get('retry-after'), now);
  return asked === null || asked <= now ? null : Math.min(asked, now + longestWait);
}

function usual(failure: Failure, call: CallFacts, notBefore: number | null): RetryDecision {
  if (failure.type === 'status' && failure.status === 401) return { kind: 'action-required', whatToDo: null };
  if (!isPassing(failure)) return { kind: 'give-up' };
  const isHarmless =
    idempotent.has(call.method) || call.isRepeatable || !mayHaveTakenEffect(failure, call.method);
  return { kind: isHarmless ? 'retry' : 'verify-first', notBefore, backoff: null };
}

function isPassing(failure: Failure): boolean {
  switch (failure.type) {
    case 'network':
    case 'timeout':
      return true;
    case 'answer':
      // A page of a proxy in between, most likely; whatever else is wrong with an answer stays wrong.
      return failure.problem === 'is not JSON';
    case 'status':
      if (retriedStatuses.has(failure.status)) return true;
      return failure.status >= 500 && !finalServerStatuses.has(failure.status);
  }
}

export const isLater = (decision: RetryDecision): decision is RetryDecision & RetryLater =>
  decision.kind === 'retry' || decision.kind === 'verify-first';

/** A caller's attempt, from 1, and a number from 0 to 1 that keeps apart what failed together. */
export interface Attempt {
  attempt: number;
  random: number;
  now: number;
}

/** When a caller is to try again, in milliseconds since 1970; null when nobody said. */
export function retryTime(
  { notBefore, backoff }: RetryLater,
  { attempt, random, now }: Attempt,
): number | null {
  if (backoff === null) return notBefore;
  return Math.max(notBefore ?? 0, now + backoffOf(backoff, attempt, random));
}

/** How a decision is called in the log, and wherever it is stored. */
export function outcomeOf({ kind }: RetryDecision): Exclude<Outcome, 'ok'> {
  switch (kind) {
    case 'retry':
    case 'verify-first':
      return 'again';
    case 'action-required':
      return 'reconnect';
    case 'give-up':
    case 'refused':
    case 'gone':
    case 'exists':
      return 'never';
  }
}

export interface Patience {
  /** How often a call is repeated before its caller gets the error; the caller may come back later. */
  retries: number;
  /** The first pause, doubled each time. Milliseconds. */
  firstPauseMs: number;
  /** The longest that a call may be kept waiting at a time. Milliseconds. */
  longestPauseMs: number;
}

/**
 * Whether to repeat a failed call here and now, and after which pause.
 *
 * @param retry how often it has been repeated already
 * @returns milliseconds to wait; null when it is not to be repeated
 */
export function pauseBeforeRepeating(
  decision: RetryDecision,
  retry: number,
  patience: Patience,
  { now, random }: Omit<Attempt, 'attempt'>,
): number | null {
  if (decision.kind !== 'retry' || retry >= patience.retries) return null;
  const backoff = backoffOf({ first: patience.firstPauseMs, most: Infinity }, retry + 1, random);
  const pause = Math.max(backoff, decision.notBefore === null ? 0 : decision.notBefore - now);
  return pause <= patience.longestPauseMs ? pause : null;
}
