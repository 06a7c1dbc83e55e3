import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { limitOfPath } from '../domain/limits';
import { accountsService } from '../services';

/**
 * Stands before everything that costs something (bodies, sessions, authentication), and counts requests to accounts by
 * address. What each operation may be done how often, REST and GraphQL alike, is counted where it is done: services/operations.ts.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const { limiter, secureCookies } = accountsService(strapi);
    // A cookie that goes over https alone may be set behind a proxy that speaks plain http to the club, whether the club trusts
    // its headers or not; koa would answer 500.
    ctx.cookies.secure = secureCookies;
    const limit = limitOfPath(ctx.path);
    if (limit) await limiter.take(limit.name, ctx);
    await next();
    if (limit?.unlessDone && ctx.status === 200) await limiter.giveBack(limit.name, ctx);
  };
