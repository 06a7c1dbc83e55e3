import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import type { Route } from '../contract/route';
import { databaseFailureOf } from '../../../../database/errors';
import { rememberedDatabaseFailure, rememberingDatabaseFailures } from '../../../../database/request';
import { ApiError } from '../domain/api-error';
import { corsHeaders, preflightHeaders, readingMethods } from '../domain/cors';
import { answerOf, failureOf, movedTo, type Answer } from '../domain/respond';
import type { Club } from '../routes/club';
import { routes } from '../routes';
import { clubService } from '../services/club';
import { createMembers } from '../services/members';
import { createRouter, type Match } from '../services/router';
import { envelopeOf } from '../domain/strapi-failure';

const prefix = '/api/v1';

/** Answers of `/api/v1` that Strapi's own chain gave (an unknown path, a body that is no JSON, a crash), put into the envelope. */
async function throughStrapi(ctx: Context, next: Next): Promise<void> {
  await next();
  ctx.set(corsHeaders);
  ctx.remove('Access-Control-Allow-Credentials');
  const isPlain = ctx.path.startsWith(`${prefix}/sl/`);
  if (ctx.status >= 400 && !isPlain) ctx.body = envelopeOf(ctx.status, ctx.body, `${ctx.method} ${ctx.path}`);
}

function send(ctx: Context, answer: Answer): void {
  ctx.status = answer.status;
  ctx.set(answer.headers);
  ctx.set(corsHeaders);
  ctx.set('X-Content-Type-Options', 'nosniff');
  if (answer.body.length > 0) ctx.body = answer.body;
  else ctx.body = null;
  if (answer.status === 304) ctx.status = 304;
}

/**
 * The public door. It stands before Strapi's middlewares, since two thirds of a public read's time would be theirs
 * (logger, session, security, body: none of them serves an anonymous GET), and answers what the routes define; all else goes on.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const find = createRouter(routes);
  const memberOf = createMembers(strapi);
  const settings = strapi.config.get<{ checkAnswers: boolean }>('plugin::club-api');

  async function answer(ctx: Context, { route, params }: Match<Club>): Promise<Answer> {
    const { reply, language } = await route.respond(
      {
        params,
        query: new URLSearchParams(ctx.querystring),
        acceptLanguage: ctx.get('accept-language'),
        now: new Date(),
        identify: () => memberOf(ctx),
      },
      clubService(strapi),
    );
    if (reply.kind === 'moved')
      return movedTo(`${clubService(strapi).site.apiPath}${reply.path}${ctx.search}`);
    const sent = answerOf(route, reply, {
      language,
      ifNoneMatch: ctx.get('if-none-match') || undefined,
      ifModifiedSince: ctx.get('if-modified-since') || undefined,
    });
    if (settings.checkAnswers) checkAnswer(route, sent);
    return sent;
  }

  function failed(error: unknown): Answer {
    const outage = databaseFailureOf(error) ?? rememberedDatabaseFailure();
    if (outage)
      return failureOf(new ApiError(503, outage.message), { 'Retry-After': String(outage.retryAfter) });
    if (error instanceof ApiError) return failureOf(error);
    const id = randomUUID();
    strapi.log.error(`${id} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return failureOf(new ApiError(500, `Internal error. Reference: ${id}`));
  }

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!ctx.path.startsWith(`${prefix}/`) && ctx.path !== prefix) {
      await next();
      return;
    }
    const match = find(ctx.path.slice(prefix.length) || '/');
    if (!match) return throughStrapi(ctx, next);
    if (ctx.method === 'OPTIONS') {
      ctx.status = 204;
      ctx.set(preflightHeaders);
      return;
    }
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      ctx.set('Allow', readingMethods);
      return send(ctx, failureOf(new ApiError(405, 'Method not allowed')));
    }
    await rememberingDatabaseFailures(async () => {
      try {
        send(ctx, await answer(ctx, match));
      } catch (error) {
        send(ctx, failed(error));
      }
    });
  };
};

/** In tests every answer is held against its contract; one that breaks it is a 500 there. */
function checkAnswer(route: Route<Club>, { body, status }: Answer): void {
  if (typeof route.answer !== 'string' && status === 200) route.answer.parse(JSON.parse(String(body)));
}
