import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { isLoopback } from '../../../../shared/server/client-address';
import { limitOfPath } from '../domain/limits';
import { accountsService } from '../services';

/**
 * Counts requests about accounts by address, before anything expensive (bodies, sessions, authentication). The limits of
 * single operations, for REST and GraphQL alike, are in services/operations.ts.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const { limiter, secureCookies } = accountsService(strapi);
    // Allow secure cookies even if a proxy forwards plain http and its headers are not trusted; koa would answer 500.
    ctx.cookies.secure = secureCookies;
    const limit = limitOfPath(ctx.path);
    if (limit && !(limit.exceptOwn && isLoopback(ctx.ip))) await limiter.take(limit.name, ctx);
    await next();
    if (limit?.unlessDone && ctx.status === 200) await limiter.giveBack(limit.name, ctx);
  };
