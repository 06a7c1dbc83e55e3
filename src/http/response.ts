import { createHash } from 'node:crypto';
import type { Language } from '../shared/server/languages';
import type { HttpError } from './errors';
import type { Result, ResultCookie } from './results';
import type { Route } from './route';

export interface Response {
  status: number;
  headers: Record<string, string>;
  cookies?: readonly ResultCookie[] | undefined;
  body: string | Buffer;
}

/** What of a request its response depends on. */
export interface ResponseContext {
  language: Language;
  /** Where clients reach the API: `/cave/api/v1`. */
  basePath: string;
  /** The query as it came: `?lang=it`, or ''. */
  search: string;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
  /** Whether a member asks, of a route that knows them. */
  isMember?: boolean;
}

const jsonType = 'application/json; charset=utf-8';

/** Anybody may keep a public answer: browsers must ask again, shared caches serve it for a minute and refresh behind it. */
const publicCache = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600';

const personalCache = 'private, no-store';

/** Cache-Control for uncacheable routes; null if publicly cacheable, for whoever shows no token at least. */
export function cacheControlFor({
  access,
  cache,
  method,
}: Pick<Route, 'access' | 'cache' | 'method'>): string | null {
  if (access !== 'public' && access !== 'public-or-member') return personalCache;
  return cache === 'none' || method !== 'GET' ? 'no-store' : null;
}

/** Whether If-None-Match names the tag; compared weakly, as RFC 9110 (13.1.2) wants it. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

/** Whether the client has the answer already (RFC 9110, 13.2.2): by its tag if it names one, else by the time in whole seconds. */
export function isUnchanged(
  { etag, lastModified }: { etag: string; lastModified: string | undefined },
  { ifNoneMatch, ifModifiedSince }: Pick<ResponseContext, 'ifNoneMatch' | 'ifModifiedSince'>,
): boolean {
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag);
  if (ifModifiedSince === undefined || lastModified === undefined) return false;
  const known = Date.parse(ifModifiedSince);
  return !Number.isNaN(known) && Math.floor(Date.parse(lastModified) / 1000) * 1000 <= known;
}

/** The response to a result: envelope, language and validators; 304 without a body where the client has it already. */
export function renderResult(route: Route, result: Result<unknown>, context: ResponseContext): Response {
  const { status, cookies, lastModified } = result;
  const own = { ...result.headers };
  if (own['Location'] !== undefined) own['Location'] = addressOf(own['Location'], context);
  const isPersonal = context.isMember === true || result.isPersonal === true;
  const cacheControl = isPersonal ? personalCache : cacheControlFor(route);
  if (result.kind === 'redirect') return renderRedirect(result, own, cacheControl, context);

  const { headers: described, body } = contentOf(route, result);
  // Else a cache would give a member, who shows a token, what it keeps of a stranger's.
  const Vary = route.access === 'public-or-member' ? 'Accept-Language, Authorization' : 'Accept-Language';
  if (cacheControl !== null) {
    const varying = route.access === 'public-or-member' && { 'Content-Language': context.language, Vary };
    return {
      status,
      headers: { ...described, ...varying, 'Cache-Control': cacheControl, ...own },
      cookies,
      body,
    };
  }
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  const headers = {
    ...described,
    'Content-Language': context.language,
    Vary,
    'Cache-Control': publicCache,
    ETag: etag,
    ...(lastModified !== undefined && { 'Last-Modified': new Date(lastModified).toUTCString() }),
    ...own,
  };
  return isUnchanged({ etag, lastModified }, context)
    ? { status: 304, headers, cookies, body: '' }
    : { status, headers, cookies, body };
}

/** The body in bytes, which the tag, the length and the socket all want, and what it is. */
function contentOf(
  { responses }: Route,
  result: Exclude<Result<unknown>, { kind: 'redirect' }>,
): { headers: Record<string, string>; body: Buffer } {
  switch (result.kind) {
    case 'empty':
      return { headers: {}, body: Buffer.alloc(0) };
    case 'file':
      return { headers: { 'Content-Type': result.type }, body: result.body };
    case 'text': {
      const declared = typeof responses[200] === 'string' ? responses[200] : jsonType;
      const { body, type = declared, fileName } = result;
      return {
        headers: {
          'Content-Type': type,
          ...(fileName !== undefined && { 'Content-Disposition': `inline; filename="${fileName}"` }),
        },
        body: Buffer.from(body),
      };
    }
    default: {
      const meta = result.kind === 'page' ? { meta: { pagination: result.pagination } } : {};
      const envelope = JSON.stringify({ success: true, data: result.data, ...meta });
      return { headers: { 'Content-Type': jsonType }, body: Buffer.from(envelope) };
    }
  }
}

/** A path beneath the API as its clients reach it; an URL stays as it is. */
const addressOf = (location: string, { basePath }: Pick<ResponseContext, 'basePath'>): string =>
  location.startsWith('/') ? `${basePath}${location}` : location;

/** What has moved for good (301) has the same query, and a shared cache knows it as long as a page. A 302 is for this caller, now. */
function renderRedirect(
  { status, location, cookies }: Result<unknown> & { kind: 'redirect' },
  headers: Record<string, string>,
  cacheControl: string | null,
  context: ResponseContext,
): Response {
  const isForGood = status === 301;
  const Location = addressOf(location, context) + (isForGood ? context.search : '');
  return {
    status,
    headers: {
      'Content-Type': jsonType,
      Location,
      'Cache-Control': isForGood ? (cacheControl ?? publicCache) : 'no-store',
      ...headers,
    },
    cookies,
    body: JSON.stringify({ success: false, error: `It has moved to ${Location}` }),
  };
}

/** The response to an error: in the envelope, or as plain text where a route's format is text. Nobody may keep it. */
export function renderError(error: HttpError, format: Route['format'] = 'json'): Response {
  const { status, message, issues, cookies } = error;
  return {
    status,
    cookies,
    headers: {
      'Content-Type': format === 'text' ? 'text/plain; charset=utf-8' : jsonType,
      'Cache-Control': 'no-store',
      // A 401 must say how to sign in: RFC 9110, 15.5.2.
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
      ...error.headers,
    },
    body:
      format === 'text'
        ? [
            message,
            ...Object.entries(issues ?? {}).map(([field, why]) => `${field}: ${why.join('; ')}`),
          ].join('\n')
        : JSON.stringify({ success: false, error: message, ...(issues && { errors: issues }) }),
  };
}
