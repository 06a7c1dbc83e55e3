import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { chooseLanguage } from '../../../../http/language';
import type { htmlPage } from '../../../../shared/server/html-page';
import type { Language } from '../../../../shared/server/languages';
import { firstPage, graphqlPage, noPage, type Now } from '../domain/server-page';
import { readsOf } from '../services/reads';

const settings = z.object({
  clubName: z.string(),
  /** The website, if there is one: the first page redirects to it. */
  frontendUrl: z.string().optional(),
  /** Whether to explain GraphQL, which has no page of its own in production. */
  explainGraphql: z.boolean(),
});

const thrown = z.object({ status: z.literal([400, 403]), expose: z.literal(true) });
const leadsOut = /\.\.(\/|\\|%2f|%5c)/i;

/** The status that `ctx.throw` gave an address that cannot be decoded, or that leads out of a folder; null of other errors. */
function statusOfBadAddress(error: unknown, path: string): 400 | 403 | null {
  const { status } = thrown.safeParse(error).data ?? {};
  return status === 400 || (status === 403 && leadsOut.test(path)) ? status : null;
}

const languageOf = (ctx: Context): Language => chooseLanguage(undefined, ctx.get('accept-language'));

function send(ctx: Context, status: number, { html, policy }: ReturnType<typeof htmlPage>): void {
  ctx.status = status;
  ctx.set('Content-Security-Policy', policy);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Cache-Control', 'no-cache');
  ctx.set('Content-Language', languageOf(ctx));
  ctx.vary(['Accept', 'Accept-Language']);
  ctx.type = 'html';
  ctx.body = html;
}

/** Whether the client is a browser: it prefers HTML to JSON. */
const isRead = (ctx: Context): boolean => ['GET', 'HEAD'].includes(ctx.method);
const isBrowser = (ctx: Context): boolean => isRead(ctx) && ctx.accepts('json', 'html') === 'html';

async function whatIsOn(strapi: Core.Strapi, language: Language): Promise<Now | null> {
  try {
    return await readsOf(strapi).events.now(language, new Date());
  } catch (error) {
    strapi.log.error(error);
    return null;
  }
}

/**
 * Pages for people who open the server's addresses in a browser: the first page, and those where Strapi would answer with
 * JSON. /api/v1 answers by itself.
 */
export default (config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const { clubName, frontendUrl, explainGraphql } = settings.parse(config);

  return async (ctx: Context, next: Next): Promise<void> => {
    if (isRead(ctx) && ctx.path === '/') {
      if (frontendUrl !== undefined) return ctx.redirect(frontendUrl);
      const language = languageOf(ctx);
      return send(ctx, 200, firstPage(language, clubName, await whatIsOn(strapi, language)));
    }
    if (explainGraphql && ctx.path === '/graphql' && ctx.search === '' && isBrowser(ctx))
      return send(ctx, 200, graphqlPage(languageOf(ctx)));

    const isForPeople = isBrowser(ctx) && !/^\/api\/v1(\/|$)/.test(ctx.path);
    try {
      await next();
    } catch (error) {
      const status = statusOfBadAddress(error, ctx.path);
      if (isForPeople && status !== null) return send(ctx, status, noPage(languageOf(ctx), 'malformed'));
      if (!isForPeople || !(error instanceof errors.NotFoundError)) throw error;
      ctx.status = 404;
    }
    if (isForPeople && ctx.status === 404) send(ctx, 404, noPage(languageOf(ctx), 'missing'));
  };
};
