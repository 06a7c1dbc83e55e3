import { z } from 'zod';
import { ApiError } from '../domain/api-error';
import { chooseLanguage } from '../domain/choose-language';
import { faultsOf } from '../domain/faults';
import type { Pagination } from './answer';
import { language, type Language } from './language';
import type { Member } from './member';

/** What a handler has to say; the door puts it into the envelope and adds the headers. */
export type Reply<Data> =
  | { kind: 'json'; data: Data; lastModified?: string; available?: false }
  | { kind: 'page'; data: Data; pagination: Pagination }
  /** `type` where it is another than the route's answer; `fileName` is what a browser saves it as. */
  | {
      kind: 'text';
      body: string;
      lastModified?: string;
      type?: string;
      fileName?: string;
      headers?: Readonly<Record<string, string>>;
    }
  | { kind: 'file'; type: string; body: Buffer }
  /** A slug that has changed; `path` is the route's with today's slug, beneath `/api/v1`. */
  | { kind: 'moved'; path: string };

export interface RequestContext<Params, Query> {
  params: Params;
  query: Query;
  language: Language;
  now: Date;
}

export interface RawRequest {
  params: Readonly<Record<string, string | undefined>>;
  query: URLSearchParams;
  acceptLanguage: string | undefined;
  now: Date;
  /** Who asks; null for whoever is not signed in. Called by routes for members alone: it has its price. */
  identify: () => Promise<Member | null>;
}

interface Description {
  path: string;
  tag: string;
  summary: string;
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
  /** The schema of a JSON answer, envelope included, or the type of another. */
  answer: z.ZodType<{ data: unknown }> | string;
  /** Left out of the documents: no part of the contract. */
  hidden?: true;
  /** `none` for what must be true at this very moment; all else may be kept by caches for a while. */
  cache?: 'none';
  /** For members who have signed in, and for whom the answer is theirs alone; without it, for all. */
  access?: 'member' | undefined;
}

/** One route of the contract, whole. Checking, types and the OpenAPI document all come from it. */
export interface Route<Club> extends Description {
  /** @throws ApiError 401 where only members may ask; 404 for a path that names nothing; 400 with every fault of the query at once */
  respond(request: RawRequest, club: Club): Promise<{ reply: Reply<unknown>; language: Language }>;
}

/** What a handler is told of who asks, by the route's `access`. */
type RouteAuth<Access> = Access extends 'member' ? { member: Member } : object;

type DataOf<Answer> = Answer extends z.ZodType<{ data: infer Data }> ? Data : never;

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

const askedLanguage = z.object({ lang: language.optional().catch(undefined) });

/** Defines a route; the handler's types follow from its schemas. */
export function route<
  Club,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends Description['answer'],
  Access extends Description['access'] = undefined,
>(
  definition: Omit<Description, 'params' | 'query' | 'answer' | 'access'> & {
    params?: Params;
    query?: Query;
    answer: Answer;
    access?: Access;
    handle(
      request: RequestContext<z.output<Params>, z.output<Query>> & RouteAuth<Access>,
      club: Club,
    ): Promise<Reply<DataOf<Answer>>>;
  },
): Route<Club> {
  const path = definition.params ?? z.object();
  const request = z.object({ params: path, query: definition.query ?? z.object() });
  return {
    ...definition,
    async respond({ params, query, acceptLanguage, now, identify }, club) {
      const member = definition.access === 'member' ? await identify() : null;
      if (definition.access === 'member' && !member) throw new ApiError(401, 'Sign in first');
      const known = path.safeParse(params);
      if (!known.success) throw new ApiError(404, known.error.issues[0]?.message ?? 'Not found');
      const raw = { params, query: queryRecord(query) };
      const checked = request.safeParse(raw);
      if (!checked.success)
        throw new ApiError(
          400,
          'Invalid request',
          faultsOf(checked.error, (name) => query.getAll(name).length > 1),
        );
      const chosen = chooseLanguage(askedLanguage.parse(raw.query).lang, acceptLanguage);
      // Of `Asking`, it is the line on `access` above that makes it true.
      const asked = { ...checked.data, language: chosen, now, ...(member && { member }) } as RequestContext<
        z.output<Params>,
        z.output<Query>
      > &
        RouteAuth<Access>;
      return { reply: await definition.handle(asked, club), language: chosen };
    },
  };
}
