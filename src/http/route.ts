import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Language } from '../shared/server/languages';
import { HttpError } from './errors';
import { issuesOf, sentenceOf } from './issues';
import { chooseLanguage } from './language';
import type { DownloadResult, Result, ResultStatus } from './results';
import { language } from './schemas';

/** Every GET answers HEAD too. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A member who has signed in, by users-permissions. */
export interface Member {
  /** The row's, by which Strapi names them in sessions. */
  id: number;
  documentId: string;
  role: string | null;
  /** Of the access token they showed. */
  sessionId: string | null;
}

/** A request before its route has checked it. */
export interface RawRequest {
  params: Readonly<Record<string, string | undefined>>;
  query: URLSearchParams;
  /** As Strapi's body parser has it; an empty object where none came. */
  body: unknown;
  headers: IncomingHttpHeaders;
  /** The client's IP address. */
  address: string;
  cookie: (name: string) => string | undefined;
  member: Member | null;
  now: Date;
}

/** Proves who asks by something else than a member's token: a webhook's signature, an in-world object's. */
export interface Verification {
  /**
   * @param rawBody the body's very text, of JSON, forms and text/*; '' where none came
   * @throws HttpError 401, or `refusal`, for whoever is not who they say they are
   */
  verify(request: RawRequest & { rawBody: string }): void | Promise<void>;
  /** The status of whoever cannot be verified: 404 where the address itself is the secret. 401 without it. */
  refusal?: 404;
}

/** For patrons: of any tier, of that one or a higher one, or of what is worth so much. `createApi` is told who they are. */
export type TierAccess = 'supporter' | { readonly tier: string } | { readonly cents: number };

/**
 * Who may call a route; nothing else decides that. `optional`: the answer depends on who asks. `public-or-member`: a public read
 * for whoever shows no token, which anybody may keep, and an answer for them alone for a member.
 */
export type Access =
  'public' | 'public-or-member' | 'optional' | 'member' | 'staff' | 'admin' | TierAccess | Verification;

/** At most so many calls within a window. */
export interface RateLimit {
  points: number;
  seconds: number;
  /** Whose calls are counted together; those of an address unless it says otherwise. */
  by?: 'address' | 'member';
}

/** What a route may answer besides what all answer. */
export type FailureStatus = 401 | 403 | 404 | 409 | 412 | 415 | 416 | 503;

interface Description {
  method: Method;
  /** Beneath the API's prefix: `/events/:slug`. */
  path: string;
  tag: string;
  summary: string;
  access: Access;
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
  /** Of a body of JSON; without it the body is not looked at. */
  body?: z.ZodType | undefined;
  /** The media types of the body, for the OpenAPI document; JSON without them. */
  bodyTypes?: readonly string[];
  /** The field of the form that has the file, for the OpenAPI document: of a route that takes multipart/form-data. */
  file?: string;
  /** Headers that the route reads, and those that its successes have, for the OpenAPI document. */
  headers?: { request?: z.ZodObject; response?: z.ZodObject };
  /** By status, the schema of a JSON response, envelope included, or the media type of another; null for none. */
  responses: Readonly<Partial<Record<ResultStatus, z.ZodType<{ data: unknown }> | string | null>>>;
  /** Failures of its own, by status, for the OpenAPI document: why. */
  failures?: Readonly<Partial<Record<FailureStatus, string>>>;
  /** `none` for what must be true at this very moment. Other public GETs may be kept by caches for a while. */
  cache?: 'none';
  /** All of a list apply. Routes without one share those of all reads or all writes (rate-limit.ts). */
  rateLimit?: RateLimit | readonly RateLimit[];
  /** `text` makes errors plain text, for callers that read no JSON. */
  format?: 'json' | 'text';
  /** Left out of the documents: no part of the contract. */
  hidden?: true;
}

export interface Route extends Description {
  /** @throws HttpError 404 for a path that names nothing; 400 with every issue of query and body at once */
  respond(request: RawRequest): Promise<{ result: Result<unknown> | DownloadResult; language: Language }>;
}

/** The caller, as a handler gets them: by the route's `access`. */
type Caller<Of extends Access> = Of extends 'member' | 'staff' | 'admin' | TierAccess
  ? { member: Member }
  : Of extends 'optional' | 'public-or-member'
    ? { member: Member | null }
    : object;

export type RequestContext<Params, Query, Body> = Pick<
  RawRequest,
  'headers' | 'address' | 'cookie' | 'now'
> & {
  params: Params;
  query: Query;
  body: Body;
  language: Language;
};

type DataOf<Response> = Response extends z.ZodType<{ data: infer Data }> ? Data : never;

/** What a handler may return: data and statuses that its route declares. */
type ResultOf<Responses> =
  Result<DataOf<Responses[keyof Responses]>, ResultStatus & keyof Responses> | DownloadResult;

/**
 * A query as zod takes it; what is given twice becomes a list, which no schema of a single value accepts. `fromEntries`
 * makes `__proto__` a property like any other.
 */
const queryRecord = (query: URLSearchParams): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(query.keys())].map((key) => {
      const values = query.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );

const requestedLanguage = z.object({ lang: language.optional().catch(undefined) });

/** Defines a route: checking, the handler's types and the OpenAPI document follow from its schemas. */
export function defineRoute<
  const Of extends Access,
  Responses extends Description['responses'],
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUnknown,
>(
  definition: Omit<Description, 'params' | 'query' | 'body' | 'responses' | 'access'> & {
    access: Of;
    params?: Params;
    query?: Query;
    body?: Body;
    responses: Responses;
    handle: (
      request: RequestContext<z.output<Params>, z.output<Query>, z.output<Body>> & Caller<Of>,
    ) => Promise<ResultOf<Responses>> | ResultOf<Responses>;
  },
): Route {
  const { handle, ...description } = definition;
  const path: z.ZodObject = description.params ?? z.object();
  const queryOf: z.ZodObject = description.query ?? z.object();
  const bodyOf = description.body ?? z.unknown();
  return {
    ...description,
    async respond({ params, query, body, ...request }) {
      const named = path.safeParse(params);
      if (!named.success) throw new HttpError(404, named.error.issues[0]?.message ?? 'Not found');
      const record = queryRecord(query);
      const [asked, sent] = [
        queryOf.safeParse(record, { error: sentenceOf }),
        bodyOf.safeParse(body, { error: sentenceOf }),
      ];
      if (!asked.success || !sent.success)
        throw new HttpError(400, 'Invalid request', {
          issues: issuesOf({ query: asked.error, body: sent.error }, query),
        });
      const chosen = chooseLanguage(requestedLanguage.parse(record).lang, request.headers['accept-language']);
      const context: RequestContext<z.output<Params>, z.output<Query>, z.output<Body>> = {
        ...request,
        // Safe casts: the data are of the very schemas; access.ts let through whom `access` allows, with the member it promises.
        params: named.data as z.output<Params>,
        query: asked.data as z.output<Query>,
        body: sent.data as z.output<Body>,
        language: chosen,
      };
      const caller = { member: request.member } as Caller<Of>;
      return { result: await handle({ ...context, ...caller }), language: chosen };
    },
  };
}
