import type { RemoteError } from '../../../integrations/server/domain/remote-error';
import type { Failure, Verdict } from './verdict';

export type Lasting = Extract<Verdict, { verdict: 'again' | 'look-first' | 'never' | 'reconnect' }>;

/** A call to a target has not worked, and this is what follows. */
export class Trouble extends Error {
  override name = 'Trouble';
  constructor(
    readonly verdict: Lasting,
    options?: ErrorOptions,
  ) {
    super(verdict.why, options);
  }
}

/** What a failed call throws, where its failure is not what it was for. */
export const troubleOf = (verdict: Verdict, who: string): Trouble =>
  verdict.verdict === 'gone' || verdict.verdict === 'exists'
    ? new Trouble({ verdict: 'never', why: `${who} says that it is ${verdict.verdict}` })
    : new Trouble(verdict);

/** What a call gave, or what follows from its failure. */
export type Tried<T> = { got: T } | { verdict: Verdict; status: number | null };

/** A remote's error as the targets' rules read it; null where the remote was not asked, being held back until later. */
export function failureOf(
  { status, body, mayHaveTakenEffect, retryAt }: RemoteError,
  now: number,
): Failure | null {
  if (status !== null) {
    return {
      kind: 'answered',
      status,
      body,
      ...(retryAt !== null && { retryAfterMs: Math.max(0, retryAt - now) }),
    };
  }
  if (mayHaveTakenEffect) return { kind: 'unanswered' };
  return retryAt === null ? { kind: 'unsent' } : null;
}

/**
 * What follows from a remote's error.
 *
 * @param judge the target's rules
 * @param now milliseconds since 1970
 */
export function verdictOf(error: RemoteError, judge: (failure: Failure) => Verdict, now: number): Verdict {
  const failure = failureOf(error, now);
  if (failure) return judge(failure);
  return {
    verdict: 'again',
    afterMs: Math.max(0, (error.retryAt ?? now) - now),
    why: error.message,
    alert: false,
  };
}
