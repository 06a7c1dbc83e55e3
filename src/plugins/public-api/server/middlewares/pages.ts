import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { escapeHtml } from '../../../../shared/server/escape-html';
import { htmlPage } from '../../../../shared/server/html-page';
import { defaultLanguage } from '../../../../shared/server/languages';
import { readsOf } from '../services/reads';

const settings = z.object({
  clubName: z.string(),
  /** The website, if there is one: the first page redirects to it. */
  frontendUrl: z.string().optional(),
  /** Whether to explain GraphQL, which has no page of its own in production. */
  explainGraphql: z.boolean(),
});

function send(ctx: Context, status: number, title: string, body: string): void {
  const { html, policy } = htmlPage({ language: defaultLanguage, title, body });
  ctx.status = status;
  ctx.set('Content-Security-Policy', policy);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Cache-Control', 'no-cache');
  ctx.vary('Accept');
  ctx.type = 'html';
  ctx.body = html;
}

/** Whether the client is a browser: it prefers HTML to JSON. */
const isRead = (ctx: Context): boolean => ['GET', 'HEAD'].includes(ctx.method);
const isBrowser = (ctx: Context): boolean => isRead(ctx) && ctx.accepts('json', 'html') === 'html';

/** What is on stage and what is next, by the club's events; nothing if they cannot be read, so that the page is there. */
async function whatIsOn(strapi: Core.Strapi): Promise<string> {
  try {
    const { on_stage, next } = await readsOf(strapi).events.now(defaultLanguage, new Date());
    const items = [
      ...on_stage.map(({ title, slug }) => `<dt>On now</dt><dd>${escapeHtml(title ?? slug)}</dd>`),
      ...(next
        ? [
            `<dt>Next</dt><dd>${escapeHtml(next.title ?? next.slug)}<br><small>${escapeHtml(next.sl_time)}</small></dd>`,
          ]
        : []),
    ];
    return items.length > 0 ? `<dl>${items.join('\n')}</dl>` : '';
  } catch (error) {
    strapi.log.error(error);
    return '';
  }
}

const firstPage = (name: string, on: string): string => `<main>
<h1>${escapeHtml(name)}</h1>
${on}
<p>A live-music club in Second Life. This is the server behind it: events, artists, news and more, for websites and programs.</p>
<p><a href="/api/v1/docs">How to use the API</a></p>
</main>
<footer><a href="/admin">Staff</a></footer>`;

const missingPage = `<main>
<h1>Nothing here</h1>
<p>There is nothing at this address. It may be mistyped, or what was here has gone.</p>
<p><a href="/">To the first page</a></p>
</main>`;

const graphqlPage = `<main>
<h1>GraphQL</h1>
<p>This address is for programs: send <code>{"query": "{ events { title } }"}</code> by POST, as <code>application/json</code>.</p>
<p><a href="/api/v1/docs">The club's own API</a> is easier to begin with.</p>
</main>`;

/**
 * Pages for people who open the server's addresses in a browser: the first page, and those where Strapi would answer with
 * JSON. /api/v1 answers by itself.
 */
export default (config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const { clubName, frontendUrl, explainGraphql } = settings.parse(config);

  return async (ctx: Context, next: Next): Promise<void> => {
    if (isRead(ctx) && ctx.path === '/') {
      if (frontendUrl !== undefined) return ctx.redirect(frontendUrl);
      return send(ctx, 200, clubName, firstPage(clubName, await whatIsOn(strapi)));
    }
    if (explainGraphql && ctx.path === '/graphql' && ctx.search === '' && isBrowser(ctx))
      return send(ctx, 200, 'GraphQL', graphqlPage);

    const isForPeople = isBrowser(ctx) && !/^\/api\/v1(\/|$)/.test(ctx.path);
    try {
      await next();
    } catch (error) {
      if (!isForPeople || !(error instanceof errors.NotFoundError)) throw error;
      ctx.status = 404;
    }
    if (isForPeople && ctx.status === 404) send(ctx, 404, 'Nothing here', missingPage);
  };
};
