import type { Context, Next } from 'koa';
import { z } from 'zod';

/** An error of `ctx.throw` whose message clients may see. */
const httpError = z.object({
  name: z.string(),
  message: z.string(),
  status: z.number().int().min(400).max(599),
  expose: z.literal(true),
});

/** What the body parser throws for a body that is not JSON, or in an unknown encoding (https://github.com/cojs/co-body/blob/6.2.0/lib/json.js). */
const unreadableBody = z
  .object({
    name: z.enum(['SyntaxError', 'Error']),
    message: z.string(),
    status: z.union([z.literal(400), z.literal(415)]),
  })
  .transform(({ name, message, status }) => ({
    status,
    name: status === 400 ? 'BadRequestError' : 'UnsupportedMediaTypeError',
    message: name === 'SyntaxError' ? `The body is not JSON: ${message}` : message,
  }));

/**
 * Answers errors of `ctx.throw`, and bodies that cannot be read, like Strapi's own, without a stack in the log. Koa creates the former
 * with another copy of http-errors than Strapi's, so `strapi::errors` would treat each as a failure.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      const { data } = z.union([httpError, unreadableBody]).safeParse(error);
      if (!data || ctx.headerSent) throw error;
      const { status, name, message } = data;
      ctx.status = status;
      ctx.body = { data: null, error: { status, name, message, details: {} } };
    }
  };
