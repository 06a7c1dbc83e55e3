import { readBounded } from '../../../../shared/server/read-bounded';
import { addressIssue, redirectOf } from '../domain/address';
import type { AnswerProblem, Failure } from '../domain/failure';
import { causesOf } from '../domain/remote-error';
import type { Answer, Call, Clock } from './call';

export interface Limits {
  /** For one request and its whole answer, redirects included. Milliseconds. */
  timeoutMs: number;
  /** The largest answer, in bytes. */
  answerBytes: number;
}

export type Exchanged = { answer: Answer } | { failure: Failure };

const mostRedirects = 5;

/** One request and its whole answer, whatever its status. @throws only the reason of the caller's signal, when that is aborted */
export async function exchange(call: Call, limits: Limits, clock: Clock): Promise<Exchanged> {
  const { signal } = call.about;
  const timeUp = clock.timeout(limits.timeoutMs);
  try {
    const answer = await answerTo(call, limits, signal ? AbortSignal.any([signal, timeUp]) : timeUp);
    return typeof answer === 'string' ? { failure: { type: 'answer', problem: answer } } : { answer };
  } catch (error) {
    signal?.throwIfAborted();
    if (timeUp.aborted) return { failure: { type: 'timeout' } };
    return { failure: { type: 'network', code: codeOf(error) } };
  }
}

async function answerTo(call: Call, limits: Limits, signal: AbortSignal): Promise<Answer | AnswerProblem> {
  const { method, body } = call;
  let { url, headers } = call;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    const { status } = response;
    const next = redirectOf({ status, location: response.headers.get('location') }, { method, url, headers });
    if (!next) {
      const read = await readBounded(response, limits.answerBytes);
      return read === null ? 'is too large' : { status, headers: response.headers, body: read };
    }
    await response.body?.cancel();
    if (addressIssue(next.url) !== null) return 'redirects to an address that is not safe';
    ({ url, headers } = next);
  }
  return 'redirects too often';
}

/** The innermost code: fetch says no more than that it failed, and keeps why as its cause. */
function codeOf(error: unknown): string {
  const codes = causesOf(error).flatMap((each) =>
    'code' in each && typeof each.code === 'string' ? [each.code] : [],
  );
  return codes.at(-1) ?? 'unknown';
}
