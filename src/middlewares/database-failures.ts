import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { databaseFailureOf, unfitValueOf, type DatabaseFailure } from '../database/errors';
import { rememberedDatabaseFailure, rememberingDatabaseFailures } from '../database/request';

const graphqlErrors = z.object({ errors: z.array(z.unknown()).min(1) });

/** GraphQL always answers 200, with errors in the body. */
function hasGraphqlErrors(body: unknown): boolean {
  if (typeof body !== 'string') return false;
  try {
    return graphqlErrors.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

/** Whether a parsed body has content: without one it is an empty object. */
const isSent = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).length > 0;

/**
 * Answers 503 to requests that failed because of the database, and 400 to those with a value that it cannot store. Strapi
 * would answer 401 for a user that could not be looked up, and 400 for a language. Runs inside `strapi::errors`, where
 * the original errors are still available.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  const hasFailed = (ctx: Context): boolean =>
    ctx.status >= 400 || (ctx.path === graphql && hasGraphqlErrors(ctx.body));

  function answer(ctx: Context, { kind, message, retryAfter }: DatabaseFailure): void {
    strapi.log.error(`database: ${ctx.method} ${ctx.path} failed: ${kind}`);
    ctx.status = 503;
    ctx.set({ 'Retry-After': String(retryAfter), 'Cache-Control': 'no-store' });
    ctx.body =
      ctx.path === graphql
        ? { errors: [{ message, extensions: { code: 'SERVICE_UNAVAILABLE' } }] }
        : { data: null, error: { status: 503, name: 'ServiceUnavailableError', message, details: {} } };
  }

  /** MySQL refuses values that SQLite stores and Strapi does not check. Logged, since the value may be the club's own. */
  function refusalOf({ method, path, request }: Context, error: unknown): Error | undefined {
    const unfit = unfitValueOf(error);
    if (!unfit || !isSent(request.body)) return undefined;
    strapi.log.warn(`database: ${method} ${path}: ${unfit.message}`);
    const attribute = unfit.column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    const issue = { path: [attribute], message: unfit.message, name: 'ValidationError' };
    return new errors.ValidationError(unfit.message, { errors: [issue] });
  }

  return (ctx: Context, next: Next): Promise<void> =>
    rememberingDatabaseFailures(async () => {
      try {
        await next();
      } catch (error) {
        const failure = databaseFailureOf(error) ?? rememberedDatabaseFailure();
        if (ctx.headerSent) throw error;
        if (failure) return answer(ctx, failure);
        throw refusalOf(ctx, error) ?? error;
      }
      const failure = rememberedDatabaseFailure();
      if (failure && !ctx.headerSent && hasFailed(ctx)) answer(ctx, failure);
    });
};
