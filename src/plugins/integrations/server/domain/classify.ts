import type { FailureKind } from './outcome';
import { retryAfterOf } from './retry-after';

/** A call that did not work. Header names are in lower case in `headers`, as `Headers` gives them. */
export type Failure =
  | { type: 'status'; method: string; status: number; headers: Headers; body: unknown }
  /** No answer, or half of one; `code` as Node and undici name it. */
  | { type: 'network'; method: string; code: string }
  | { type: 'timeout'; method: string }
  /** There was an answer, and it is of no use. */
  | { type: 'answer'; method: string; problem: AnswerProblem };

export type AnswerProblem =
  | 'is too large'
  | 'is not JSON'
  | 'has another form'
  | 'redirects too often'
  | 'redirects to an address that is not safe';

export interface Verdict {
  kind: FailureKind;
  /** When to try again, in milliseconds since 1970; null when nobody said. */
  retryAt: number | null;
  /** Whether the remote may have done what it was asked: look before asking again. */
  mayHaveTakenEffect: boolean;
  /** What a person must do, where the remote's answer tells. */
  whatToDo: string | null;
}

/** What a remote system has of its own; both are pure functions. */
export interface Dialect {
  /**
   * When the vendor asks not to be called before some time, in words of its own. Asked about every answer; the body of a
   * good one is not told.
   *
   * @returns milliseconds since 1970, or null
   */
  hintOf?: (answer: { status: number; headers: Headers; body: unknown }, now: number) => number | null;
  /** @returns what differs from the usual verdict, or null where nothing does */
  classify?: (failure: Failure, usual: Verdict) => Partial<Verdict> | null;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** No connection was made, so that nothing can have reached the remote. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const againStatuses = new Set([408, 425, 429]);
const neverServerStatuses = new Set([501, 505, 510, 511]);

/** The longest that a remote can make us wait, in milliseconds: what asks for more is taken for a mistake. */
const longestWait = 24 * 60 * 60_000;

/**
 * Sorts a failure into *again*, *never* and *reconnect*.
 *
 * @param now milliseconds since 1970
 */
export function classify(failure: Failure, now: number, dialect: Dialect = {}): Verdict {
  const usual: Verdict = {
    kind: kindOf(failure),
    retryAt: failure.type === 'status' ? holdOf(failure, now, dialect) : null,
    mayHaveTakenEffect: mayHaveTakenEffect(failure),
    whatToDo: null,
  };
  return { ...usual, ...dialect.classify?.(failure, usual) };
}

/** Until when an answer asks not to be called; null when it does not, or the time is past. */
export function holdOf(
  answer: { status: number; headers: Headers; body: unknown },
  now: number,
  { hintOf }: Dialect,
): number | null {
  const asked = hintOf?.(answer, now) ?? retryAfterOf(answer.headers.get('retry-after'), now);
  return asked === null || asked <= now ? null : Math.min(asked, now + longestWait);
}

function kindOf(failure: Failure): FailureKind {
  switch (failure.type) {
    case 'network':
    case 'timeout':
      return 'again';
    case 'answer':
      // A page of a proxy in between, most likely; whatever else is wrong with an answer stays wrong.
      return failure.problem === 'is not JSON' ? 'again' : 'never';
    case 'status':
      return kindOfStatus(failure.status);
  }
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401) return 'reconnect';
  if (againStatuses.has(status)) return 'again';
  return status >= 500 && !neverServerStatuses.has(status) ? 'again' : 'never';
}

function mayHaveTakenEffect(failure: Failure): boolean {
  if (safeMethods.has(failure.method)) return false;
  switch (failure.type) {
    case 'network':
      return !neverSent.has(failure.code);
    case 'timeout':
    case 'answer':
      return true;
    case 'status':
      return failure.status >= 500;
  }
}

/** Whether the remote is in trouble, rather than our request: what opens the circuit. */
export const isOutage = (failure: Failure): boolean =>
  failure.type === 'network' ||
  failure.type === 'timeout' ||
  (failure.type === 'status' && failure.status >= 500);

/** The failure's name, for the log: `HTTP 429`, `network ECONNRESET`. */
export function nameOf(failure: Failure): string {
  switch (failure.type) {
    case 'status':
      return `HTTP ${failure.status}`;
    case 'network':
      return `network ${failure.code}`;
    case 'timeout':
      return 'timeout';
    case 'answer':
      return `answer ${failure.problem}`;
  }
}
