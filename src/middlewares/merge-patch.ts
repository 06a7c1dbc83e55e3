import type { Context, Next } from 'koa';

/**
 * Has bodies of JSON merge patches (RFC 7396) parsed as JSON: koa-body has a fixed list of JSON's media types, which lacks
 * theirs.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.is('application/merge-patch+json')) ctx.req.headers['content-type'] = 'application/json';
    await next();
  };
