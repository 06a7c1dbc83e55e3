import { cutBytes } from '../../../../shared/server/cut';
import type { Mask } from '../../../../shared/server/mask';
import type { LogEntry } from '../../contract/log';
import type { About, Answer, Call } from '../clients/call';
import { outcomeOf } from './error-policy';
import { integrationMessages } from './messages';
import type { RemoteError } from './remote-error';

/** One call as the log keeps it; nothing in it is secret any more. */
export type CallRecord = Omit<LogEntry, 'id' | 'integration' | 'subject' | 'at'> & {
  subject: NonNullable<About['subject']> | null;
  request: string;
  /** When it began, in milliseconds since 1970. */
  at: number;
};

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
    const message = integrationMessages.say('given-up');
    return { ...common, outcome: 'again', answer: null, failure: 'aborted', message };
  }
  const { error, answer } = ended;
  return {
    ...common,
    outcome: error ? outcomeOf(error.decision) : 'ok',
    answer: answer && logText({ line: String(answer.status), ...answer }, mask),
    failure: error?.failure ?? null,
    message: error?.said ?? null,
  };
}

/** As much of a request or an answer as the log keeps, in bytes. */
const logLimit = 8192;

/** The text, or its beginning with a note that it was cut: at most `limit` bytes of UTF-8, and no half characters. */
export function bounded(text: string, limit = logLimit): string {
  const whole = Buffer.from(text).toString();
  const length = Buffer.byteLength(whole);
  if (length <= limit) return whole;
  const note = `… (cut: ${length} bytes in all)`;
  return cutBytes(whole, limit - Buffer.byteLength(note)) + note;
}

const isText = (type: string): boolean => /^text\/|json|xml|x-www-form-urlencoded|^$/.test(type);

/**
 * A request or an answer in the log: masked before it is cut, so that no half of a secret is left. `line`: method and address,
 * or status
 */
function logText(
  { line, headers, body }: { line: string; headers: Headers; body: Uint8Array },
  mask: Mask,
): string {
  const type = headers.get('content-type') ?? '';
  const shown = isText(type)
    ? mask.text(Buffer.from(body).toString())
    : `(${type}, ${body.byteLength} bytes)`;
  const parts = [`${mask.text(line)}\n${mask.headers(headers)}`.trim(), shown];
  return bounded(parts.filter((part) => part !== '').join('\n\n'));
}

/** Fields about a person, in what the vendors send; written as `folded` gives them. */
export const personalNames: readonly string[] = [
  'address',
  'addressee',
  'attendees',
  'avatarname',
  'birthdate',
  'birthday',
  'creator',
  'displayname',
  'firstname',
  'from',
  'fullname',
  'imageurl',
  'ip',
  'ipaddress',
  'lastname',
  'mail',
  'nickname',
  'organizer',
  'phone',
  'phonenumber',
  'socialconnections',
  'thumburl',
  'username',
  'vanity',
];
