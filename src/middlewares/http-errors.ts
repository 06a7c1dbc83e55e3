import type { Context, Next } from 'koa';
import { z } from 'zod';

/** An error of `ctx.throw` whose message clients may see. */
const httpError = z.object({
  name: z.string(),
  message: z.string(),
  status: z.number().int().min(400).max(599),
  expose: z.literal(true),
});

/**
 * Answers errors of `ctx.throw` like Strapi's own. Koa creates them with another copy of http-errors than Strapi's, so
 * `strapi::errors` would treat each as a failure, and log a stack.
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
