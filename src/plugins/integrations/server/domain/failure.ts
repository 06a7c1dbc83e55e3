import { DateTime } from 'luxon';

export type Failure =
  | { type: 'status'; status: number; headers: Headers; body: unknown }
  /** No answer, or half of one; `code` as Node and undici name it. */
  | { type: 'network'; code: string }
  | { type: 'timeout' }
  /** There was an answer, and it is of no use. */
  | { type: 'answer'; problem: AnswerProblem };

export type AnswerProblem =
  | 'is too large'
  | 'is not JSON'
  | 'has another form'
  | 'redirects too often'
  | 'redirects to an address that is not safe';

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

/** Whether the remote may have done what it was asked. */
export function mayHaveTakenEffect(failure: Failure, method: string): boolean {
  if (safeMethods.has(method)) return false;
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

/** Whether the remote is at fault, rather than our request: such failures open the circuit. */
export const isOutage = (failure: Failure): boolean =>
  failure.type === 'network' ||
  failure.type === 'timeout' ||
  (failure.type === 'status' && failure.status >= 500);

/** The failure's name in the log: `HTTP 429`, `network ECONNRESET`. */
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

/**
 * Reads `Retry-After` in both its forms, seconds and a date in any of HTTP's three notations (RFC 9110, 5.6.7 and 10.2.3).
 *
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970; null when there is none, or none that can be read
 */
export function retryAfterOf(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return now + Number(text) * 1000;
  const date = DateTime.fromHTTP(text);
  return date.isValid ? date.toMillis() : null;
}
