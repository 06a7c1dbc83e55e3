import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import FindMyWay from 'find-my-way';
import type { Redis } from 'ioredis';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { databaseFailureOf } from '../database/errors';
import { rememberedDatabaseFailure, rememberingDatabaseFailures } from '../database/request';
import { authorize, declareTiers, memberOf, noTiers, strapiAuth, type TierGate } from './access';
import { allowedMethods, corsHeaders, preflightHeaders } from './cors';
import { generalMask } from '../shared/server/mask';
import { renderDownload } from './download';
import { HttpError } from './errors';
import { jsonTextIssues } from './json-text';
import { createRateLimits } from './rate-limit';
import { cacheControlFor, renderError, renderResult, type Response } from './response';
import type { Method, Route } from './route';
import { send, unsigned } from './send';
import { strapiError } from './strapi-error';

export interface ApiOptions {
  strapi: Core.Strapi;
  routes: readonly Route[];
  /** `/api/v1`: where Strapi's router has the API. */
  prefix: string;
  /** The same as clients see it: PUBLIC_URL may have a path of its own. */
  basePath: string;
  /** The origins whose pages may call with cookies. */
  origins: readonly string[];
  /** Whether cookies are sent over https only. */
  secureCookies: boolean;
  rateLimits: boolean;
  redis: Redis | null;
  /** Who holds which tier, for routes that are for patrons. */
  tiers?: TierGate;
  /** Holds every response against its schema, as the tests do. */
  checkResponses: boolean;
}

/**
 * Serves routes in two lanes. A public GET is answered by the middleware, which stands before Strapi's own: two thirds of its
 * time would be theirs, and none of them (logger, session, security, body) serves an anonymous GET. All other routes are
 * Strapi's to mount, so that bodies, authentication and limits are its own. A GET that is public, and known to members, has both.
 */
export function createApi(options: ApiOptions) {
  const { routes, prefix, origins } = options;
  declareTiers(routes, options.tiers ?? noTiers);
  const router = createRouter(routes);
  const serve = createServe(options);

  /** Finishes what Strapi's middlewares and the routes mounted there have answered. */
  async function throughStrapi(ctx: Context, next: Next, route: Route | undefined): Promise<void> {
    await next();
    const cors = corsHeaders(ctx.get('origin'), ctx.response.get('access-control-allow-origin'));
    ctx.set(cors);
    if (cors['Access-Control-Allow-Origin'] === '*') ctx.remove('Access-Control-Allow-Credentials');
    // For a path without a route, Strapi's router answers with the methods of its wildcard for public files.
    const isUnknown = route === undefined && (ctx.method === 'OPTIONS' || [405, 501].includes(ctx.status));
    if ((ctx.status < 400 && !isUnknown) || ctx.state['isServed'] === true) return;
    if (isUnknown) ctx.remove('Allow');
    const error = strapiError(isUnknown ? 404 : ctx.status, ctx.body, `${ctx.method} ${ctx.path}`);
    send(ctx, renderError(error, route?.format));
  }

  async function middleware(ctx: Context, next: Next): Promise<void> {
    if (!ctx.path.startsWith(`${prefix}/`) && ctx.path !== prefix) {
      await next();
      return;
    }
    const path = ctx.path.slice(prefix.length) || '/';
    const match = router.find(ctx.method, path);
    if (match && isPublicRead(match.route, ctx.get('authorization'))) {
      ctx.set(corsHeaders());
      return rememberingDatabaseFailures(() => serve(ctx, match.route, match.params));
    }
    const others = match ? [] : router.routesOf(path);
    if (others.length === 0) return throughStrapi(ctx, next, match?.route);
    const methods = others.map(({ method }) => method);
    if (ctx.method === 'OPTIONS') {
      ctx.status = 204;
      // Public reads are the same for everybody, and answer every origin without credentials.
      ctx.set(
        preflightHeaders(
          methods,
          ctx.get('origin'),
          others.every((route) => isPublicRead(route)) ? [] : origins,
        ),
      );
      return;
    }
    ctx.set({ ...corsHeaders(), Allow: allowedMethods(methods) });
    send(ctx, renderError(new HttpError(405, 'Method not allowed')));
  }

  return {
    middleware,
    /** The routes that Strapi mounts, as a plugin of Strapi's exports them. */
    strapiRoutes: routes
      .filter(({ method, access }) => method !== 'GET' || access !== 'public')
      .toSorted(bySpecificity)
      .map((route) => ({
        method: route.method,
        path: route.path,
        handler: (ctx: Context) =>
          serve(ctx, route, z.record(z.string(), z.string().optional()).parse(ctx.params)),
        config: { auth: strapiAuth(route.access) },
      })),
  };
}

/** Node refuses longer request lines; find-my-way's own limit, 100 characters, would make long parameters unknown paths. */
const longestPath = 16 * 1024;

/** Finds the route of a request beneath the API's prefix. */
function createRouter(routes: readonly Route[]) {
  const router = FindMyWay({ ignoreTrailingSlash: true, maxParamLength: longestPath });
  const methods = [...new Set(routes.map(({ method }) => method))];
  routes.forEach(({ method, path }, index) => router.on(method, path, () => undefined, index));

  function findBy(method: Method, path: string) {
    const found = router.find(method, path);
    const route = found && routes[Number(found.store)];
    return route ? { route, params: found.params } : null;
  }

  return {
    /** HEAD is answered by the route of GET. */
    find(method: string, path: string): { route: Route; params: Record<string, string | undefined> } | null {
      const defined = methods.find((each) => each === (method === 'HEAD' ? 'GET' : method));
      return defined ? findBy(defined, path) : null;
    },

    /** The routes of a path, by method; none if it is unknown. */
    routesOf: (path: string): Route[] => methods.flatMap((method) => findBy(method, path)?.route ?? []),
  };
}

/** Static segments first, as `find` prefers them: Strapi's router takes the first route that matches. */
const bySpecificity = (a: Route, b: Route): number =>
  a.path.replaceAll(':', '\uffff').localeCompare(b.path.replaceAll(':', '\uffff'), 'en');

/** @param authorization the header's value: where the route knows members, only strangers take the first lane */
const isPublicRead = ({ method, access }: Route, authorization?: string): boolean =>
  method === 'GET' && (access === 'public' || (access === 'public-or-member' && authorization === ''));

/** Answers a request by its route, whichever lane it came through. */
function createServe({
  strapi,
  basePath,
  redis,
  rateLimits,
  secureCookies,
  checkResponses,
  tiers = noTiers,
}: ApiOptions) {
  const limit = createRateLimits(redis, basePath);

  async function respond(ctx: Context, route: Route, params: Record<string, string | undefined>) {
    const member = route.access === 'public' ? null : memberOf(ctx.state);
    if (rateLimits) await limit(route, ctx.ip, member);
    const request = {
      params,
      query: new URLSearchParams(ctx.querystring),
      body: bodyOf(ctx),
      headers: ctx.headers,
      address: ctx.ip,
      cookie: (name: string) => ctx.cookies.get(name, unsigned),
      member,
      now: new Date(),
    };
    const rawBody = rawBodyOf(ctx);
    await authorize(route.access, request, { rawBody, tiers });
    if (route.body && ctx.is('json')) requireWholeJson(rawBody);
    const { result, language } = await route.respond(request);
    const conditions = {
      ifNoneMatch: ctx.get('if-none-match') || undefined,
      ifModifiedSince: ctx.get('if-modified-since') || undefined,
    };
    if (result.kind === 'download') {
      const [range, ifRange] = [ctx.get('range') || undefined, ctx.get('if-range') || undefined];
      const request = { method: ctx.method, range, ifRange, ...conditions };
      return renderDownload(result.file, request, cacheControlFor(route) ?? 'no-cache');
    }
    const context = { language, basePath, search: ctx.search, ...conditions, isMember: member !== null };
    const response = renderResult(route, result, context);
    if (checkResponses) checkResponse(route, response);
    return response;
  }

  /** The error as the client sees it; an unknown one is logged under an id. */
  function httpErrorOf(error: unknown): HttpError {
    const outage = databaseFailureOf(error) ?? rememberedDatabaseFailure();
    if (outage)
      return new HttpError(503, outage.message, { headers: { 'Retry-After': String(outage.retryAfter) } });
    if (error instanceof HttpError) return error;
    const id = randomUUID();
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // A database's error repeats the statement with its values.
    strapi.log.error(`${id} ${generalMask.text(cause)}`);
    return new HttpError(500, `Internal error. Reference: ${id}`);
  }

  return async (ctx: Context, route: Route, params: Record<string, string | undefined>): Promise<void> => {
    // Behind a proxy that is not trusted the request is plain http; koa would send such cookies over http.
    ctx.cookies.secure = secureCookies;
    try {
      send(ctx, await respond(ctx, route, params));
    } catch (error) {
      send(ctx, renderError(httpErrorOf(error), route.format));
    }
    ctx.state['isServed'] = true;
  };
}

/** Koa's types have it as any. */
const bodyOf = ({ request }: Context): unknown => request.body;

/** The text of the body, which global::raw-body keeps. */
function rawBodyOf(ctx: Context): string {
  const body = bodyOf(ctx);
  const raw: unknown = typeof body === 'string' ? body : ctx.state['rawBody'];
  return typeof raw === 'string' ? raw : '';
}

/** @throws HttpError 400 for JSON whose parsed form is not all that it says */
function requireWholeJson(rawBody: string): void {
  const issues = jsonTextIssues(rawBody);
  if (Object.keys(issues).length > 0) throw new HttpError(400, 'Invalid request', { issues });
}

/**
 * A result that breaks its contract is a 500. Errors never come here: handlers throw them. A 304 repeats a 200 that the client
 * has.
 */
function checkResponse(route: Route, { body, status }: Response): void {
  if (status === 304) return;
  const declared = new Map(Object.entries(route.responses)).get(String(status));
  if (declared === undefined)
    throw new Error(`${route.method} ${route.path} answered ${status}, which its responses do not declare`);
  if (declared !== null && typeof declared !== 'string') declared.parse(JSON.parse(String(body)));
}
