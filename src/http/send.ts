import type { Context } from 'koa';
import type { StreamedResponse } from './download';

/** The API's cookies are tokens that are signed themselves; koa would add a second cookie to each. */
export const unsigned = { signed: false };

/** Sends a response. */
export function send(ctx: Context, { status, headers, cookies = [], body }: StreamedResponse): void {
  // Koa takes an empty body for a 204 without headers of its own: status and headers come after it.
  ctx.body = typeof body === 'string' || Buffer.isBuffer(body) ? (body.length > 0 ? body : null) : body;
  ctx.status = status;
  ctx.set(headers);
  ctx.set('X-Content-Type-Options', 'nosniff');
  for (const { name, value, ...options } of cookies)
    ctx.cookies.set(name, value, { ...options, ...unsigned });
}
