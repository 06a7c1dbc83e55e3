import type { Club } from '../club';
import type { Member } from '../members';
import { ask, type Answer } from '../v1';

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Asks `/api/v1` as a member. @returns a call whose body is sent as JSON, or as it is where it is text or bytes */
export const memberCall =
  (club: Club, { authorization }: Pick<Member, 'authorization'>): Call =>
  (method, path, body, headers = {}) =>
    ask(club, path, {
      method,
      headers: {
        authorization,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && {
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
    });

/** Bodies that no route takes which wants an object: what they are, their headers, and the status of the answer. */
export const refusedBodies: [string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number][] = [
  ['no JSON', '{', {}, 400],
  ['a list', '[]', {}, 400],
  ['null', 'null', {}, 400],
  ['a text', '"text"', {}, 400],
  ['a form', 'a=b', { 'content-type': 'text/plain' }, 400],
  ['an object with __proto__', '{"__proto__":{"admin":true}}', {}, 400],
  ['an object with constructor', '{"constructor":{"prototype":{"admin":true}}}', {}, 400],
  ['nested very deeply', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, {}, 400],
  ['not in UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), {}, 400],
  ['10 MB', JSON.stringify({ a: 'x'.repeat(10 * 1024 * 1024) }), {}, 413],
  ['gzip that is none', '{}', { 'content-encoding': 'gzip' }, 400],
  ['in an unknown encoding', '{}', { 'content-encoding': 'br2' }, 415],
];
