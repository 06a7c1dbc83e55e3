import type { Context, Next } from 'koa';

/** Where koa-body keeps the text of a body (`includeUnparsed` in config/middlewares.ts). */
const unparsed = Symbol.for('unparsedBody');

/**
 * Moves the text of a body from the parsed body to `ctx.state.rawBody`, for routes that verify a signature: `z.record`
 * rejects objects with symbol keys.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    const body: unknown = ctx.request.body;
    if (typeof body === 'object' && body !== null && unparsed in body) {
      ctx.state['rawBody'] = body[unparsed];
      Reflect.deleteProperty(body, unparsed);
    }
    await next();
  };
