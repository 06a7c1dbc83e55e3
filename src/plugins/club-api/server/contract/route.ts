import { z } from 'zod';
import { ApiError } from '../domain/api-error';
import { chooseLanguage } from '../domain/choose-language';
import { faultsOf } from '../domain/faults';
import type { Pagination } from './answer';
import { language, type Language } from './language';

/** What a handler has to say; the door puts it into the envelope and adds the headers. */
export type Reply<Data> =
  | { kind: 'json'; data: Data; lastModified?: string; available?: false }
  | { kind: 'page'; data: Data; pagination: Pagination }
  /** `type` where it is another than the route's answer; `fileName` is what a browser saves it as. */
  | { kind: 'text'; body: string; lastModified?: string; type?: string; fileName?: string }
  | { kind: 'file'; type: string; body: Buffer }
  /** A slug that has changed; `path` is the route's with today's slug, beneath `/api/v1`. */
  | { kind: 'moved'; path: string };

export interface Asked<Params, Query> {
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
}

/** One route of the contract, whole. Checking, types and the OpenAPI document all come from it. */
export interface Route<Club> extends Description {
  /** @throws ApiError 400 with every fault of the request at once */
  respond(request: RawRequest, club: Club): Promise<{ reply: Reply<unknown>; language: Language }>;
}

type DataOf<Answer> = Answer extends z.ZodType<{ data: infer Data }> ? Data : never;

/** A query as zod takes it; what is given twice becomes a list, which no schema of a single value accepts. */
function queryRecord(query: URLSearchParams): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {};
  for (const key of query.keys()) {
    const values = query.getAll(key);
    record[key] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return record;
}

const askedLanguage = z.object({ lang: language.optional().catch(undefined) });

/** Defines a route; the handler's types follow from its schemas. */
export function route<
  Club,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends Description['answer'],
>(
  definition: Omit<Description, 'params' | 'query' | 'answer'> & {
    params?: Params;
    query?: Query;
    answer: Answer;
    handle(request: Asked<z.output<Params>, z.output<Query>>, club: Club): Promise<Reply<DataOf<Answer>>>;
  },
): Route<Club> {
  const request = z.object({
    params: definition.params ?? z.object(),
    query: definition.query ?? z.object(),
  });
  return {
    ...definition,
    async respond({ params, query, acceptLanguage, now }, club) {
      const raw = { params, query: queryRecord(query) };
      const checked = request.safeParse(raw);
      if (!checked.success)
        throw new ApiError(
          400,
          'The request is not right',
          faultsOf(checked.error, (name) => query.getAll(name).length > 1),
        );
      const chosen = chooseLanguage(askedLanguage.parse(raw.query).lang, acceptLanguage);
      const asked = { ...checked.data, language: chosen, now } as Asked<z.output<Params>, z.output<Query>>;
      return { reply: await definition.handle(asked, club), language: chosen };
    },
  };
}
