import { createHash } from 'node:crypto';
import type { Reply, Route } from '../contract/route';
import type { Language } from '../contract/language';
import type { ApiError } from './api-error';

/** An answer as it goes out. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

const json = 'application/json; charset=utf-8';

/** Anybody may keep a public answer: browsers must ask again, shared caches serve it for a minute and refresh behind it. */
const publicCache = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600';

/** What Cache-Control says of a route whose answers nobody may keep; null where anybody may. */
export function cacheControlFor({ access, cache }: Route<never>): string | null {
  if (access === 'member') return 'private, no-store';
  return cache === 'none' ? 'no-store' : null;
}

const envelope = (reply: Extract<Reply<unknown>, { kind: 'json' | 'page' }>): string =>
  JSON.stringify(
    reply.kind === 'json'
      ? { success: true, data: reply.data }
      : { success: true, data: reply.data, meta: { pagination: reply.pagination } },
  );

/** The conditions of a request; undefined where it names none. */
interface Conditions {
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
}

const etagOf = (body: Buffer): string => `"${createHash('sha1').update(body).digest('base64url')}"`;

/** Whether If-None-Match names the tag; compared weakly, as RFC 9110 (13.1.2) wants it. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

function content(
  route: Route<never>,
  reply: Exclude<Reply<unknown>, { kind: 'moved' }>,
): { type: string; body: string | Buffer; fileName?: string | undefined } {
  switch (reply.kind) {
    case 'file':
      return { type: reply.type, body: reply.body };
    case 'text':
      return {
        type: reply.type ?? (typeof route.answer === 'string' ? route.answer : json),
        body: reply.body,
        fileName: reply.fileName,
      };
    default:
      return { type: json, body: envelope(reply) };
  }
}

/**
 * Whether the client has the answer already (RFC 9110, 13.2.2): by its tag where it names one, else by the time, which
 * HTTP tells in whole seconds.
 */
export function isUnchanged(
  { etag, lastModified }: { etag: string; lastModified: string | undefined },
  { ifNoneMatch, ifModifiedSince }: Conditions,
): boolean {
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag);
  if (ifModifiedSince === undefined || lastModified === undefined) return false;
  const known = Date.parse(ifModifiedSince);
  return !Number.isNaN(known) && Math.floor(Date.parse(lastModified) / 1000) * 1000 <= known;
}

/** The answer to a reply: envelope, language and validators; 304 without a body where the client has it already. */
export function answerOf(
  route: Route<never>,
  reply: Exclude<Reply<unknown>, { kind: 'moved' }>,
  { language, ...conditions }: Conditions & { language: Language },
): Answer {
  const { type, body: said, fileName } = content(route, reply);
  // The tag, the length and the socket all want the bytes: they are made once.
  const body = typeof said === 'string' ? Buffer.from(said) : said;
  const cacheControl = cacheControlFor(route);
  if (cacheControl !== null) {
    const isAvailable = reply.kind !== 'json' || reply.available !== false;
    return {
      status: isAvailable ? 200 : 503,
      headers: { 'Content-Type': type, 'Cache-Control': cacheControl },
      body,
    };
  }
  const etag = etagOf(body);
  const lastModified = 'lastModified' in reply ? reply.lastModified : undefined;
  const headers = {
    'Content-Type': type,
    ...(fileName && { 'Content-Disposition': `inline; filename="${fileName}"` }),
    'Content-Language': language,
    Vary: 'Accept-Language',
    'Cache-Control': publicCache,
    ETag: etag,
    ...(lastModified && { 'Last-Modified': new Date(lastModified).toUTCString() }),
    ...(reply.kind === 'text' && reply.headers),
  };
  return isUnchanged({ etag, lastModified }, conditions)
    ? { status: 304, headers, body: '' }
    : { status: 200, headers, body };
}

/** A slug has moved for good; a shared cache may know it as long as it knows a page. */
export function movedTo(location: string): Answer {
  return {
    status: 301,
    headers: { 'Content-Type': json, Location: location, 'Cache-Control': publicCache },
    body: JSON.stringify({ success: false, error: `It has moved to ${location}` }),
  };
}

/** What went wrong, in the envelope. Nobody keeps it. */
export function failureOf(error: ApiError, headers: Record<string, string> = {}): Answer {
  const { message, errors } = error;
  return {
    status: error.status,
    headers: {
      'Content-Type': json,
      'Cache-Control': 'no-store',
      // A 401 must say how to sign in: RFC 9110, 15.5.2.
      ...(error.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
      ...headers,
    },
    body: JSON.stringify({ success: false, error: message, ...(errors && { errors }) }),
  };
}
