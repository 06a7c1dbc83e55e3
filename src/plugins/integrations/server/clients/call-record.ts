import type { Mask } from '../../../jobs/server/domain/mask';
import { bounded } from '../domain/bounded';
import { described } from '../domain/described';
import type { Outcome } from '../domain/outcome';
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

/** @param ended what came of it, or that its caller gave it up */
export function recordOf(
  { call, retry, at, mask }: Begun,
  ended: { error: RemoteError | null; answer: Answer | null } | 'aborted',
  now: number,
): CallRecord {
  const { about, method, url, headers, body } = call;
  const request = { line: `${method} ${url.href}`, headers, body: body ?? new Uint8Array() };
  const told = ended === 'aborted' ? aborted : endingOf(ended, mask);
  return {
    action: bounded(about.action, 200),
    subject: about.subject ?? null,
    attempt: (about.attempt ?? 1) + retry,
    durationMs: Math.max(0, Math.round(now - at)),
    request: described(request, mask),
    at,
    ...told,
  };
}

const aborted = {
  outcome: 'again',
  answer: null,
  failure: 'aborted',
  message: 'The call was given up before there was an answer.',
} as const;

function endingOf({ error, answer }: { error: RemoteError | null; answer: Answer | null }, mask: Mask) {
  return {
    outcome: error?.kind ?? ('ok' as const),
    answer: answer && described({ line: String(answer.status), ...answer }, mask),
    failure: error?.failure ?? null,
    message: error?.message ?? null,
  };
}
