import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { generalMask, masked } from '../shared/server/mask';

/** Paths that end with a secret: who knows a token of a preview, or of a file of one, may read it. */
const secretPath = /^(\/api\/v1\/(?:preview|support\/files)\/)[^/?]+/;

/** What a provider sends with somebody who signs in: with it their sign-in could be finished by others. */
const secretParameter = /([?&](?:code|state)=)[^&]*/g;

/** The address of a request, as the log may keep it. */
export const loggedUrl = (url: string): string =>
  generalMask.text(url.replace(secretPath, `$1${masked}`).replace(secretParameter, `$1${masked}`));

/** Logs each request as `strapi::logger` does, but without the secrets in its address. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const start = Date.now();
    await next();
    strapi.log.http(`${ctx.method} ${loggedUrl(ctx.url)} (${Date.now() - start} ms) ${ctx.status}`);
  };
