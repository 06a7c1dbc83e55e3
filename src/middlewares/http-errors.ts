import type { Context, Next } from 'koa';
import { z } from 'zod';

/** An error that `ctx.throw` makes, and that is to be told. */
const httpError = z.object({
  name: z.string(),
  message: z.string(),
  status: z.number().int().min(400).max(599),
  expose: z.literal(true),
});

/**
 * Answers the errors of `ctx.throw` as Strapi answers its own. Koa makes them with another copy of http-errors than Strapi has, so
 * that `strapi::errors` would take each for a failure, and log it with a stack.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      const { data } = httpError.safeParse(error);
      if (!data || ctx.headerSent) throw error;
      const { status, name, message } = data;
      ctx.status = status;
      ctx.body = { data: null, error: { status, name, message, details: {} } };
    }
  };
