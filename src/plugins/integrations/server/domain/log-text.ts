import { cutBytes } from '../../../../shared/server/cut';
import type { Mask } from '../../../../shared/server/mask';

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
 * A request or an answer as the log keeps it: masked first, so that no half of a secret is left where it is cut.
 *
 * @param message.line method and address, or the status
 */
export function logText(
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
