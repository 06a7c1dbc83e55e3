import type { Mask } from '../../../../shared/server/mask';
import type { Outcome } from '../../contract/log';
import { outcomeOf } from '../domain/error-policy';
import { bounded, logText } from '../domain/log-text';
import type { RemoteError } from '../domain/remote-error';
import type { Answer, Call } from './call';

/** One call as the log keeps it; nothing in it is secret any more. */
export interface CallRecord {
  action: string;
  outcome: Outcome;
  subject: { type: string; id: string } | null;
  attempt: number;
  durationMs: number;
  request: string;
  answer: string | null;
  /** What went wrong, by its name; null when nothing did. */
  failure: string | null;
  message: string | null;
  /** When it began, in milliseconds since 1970. */
  at: number;
}

interface Begun {
  call: Call;
  /** How often the client has repeated it already. */
  retry: number;
  at: number;
  mask: Mask;
}

/** @param ended how it ended; null where its caller gave it up */
export function recordOf(
  { call, retry, at, mask }: Begun,
  ended: { error: RemoteError | null; answer: Answer | null } | null,
  now: number,
): CallRecord {
  const { about, method, url, headers, body } = call;
  const request = { line: `${method} ${url.href}`, headers, body: body ?? new Uint8Array() };
  const common = {
    action: bounded(about.action, 200),
    subject: about.subject ?? null,
    attempt: (about.attempt ?? 1) + retry,
    durationMs: Math.max(0, Math.round(now - at)),
    request: logText(request, mask),
    at,
  };
  if (ended === null) {
    const message = 'The call was given up before there was an answer.';
    return { ...common, outcome: 'again', answer: null, failure: 'aborted', message };
  }
  const { error, answer } = ended;
  return {
    ...common,
    outcome: error ? outcomeOf(error.decision) : 'ok',
    answer: answer && logText({ line: String(answer.status), ...answer }, mask),
    failure: error?.failure ?? null,
    message: error?.message ?? null,
  };
}
