import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { z } from 'zod';

const settings = z.object({
  clubName: z.string(),
  /** The website, where there is one: whoever comes to the club's own first page is sent there. */
  frontendUrl: z.string().optional(),
  /** Whether GraphQL has no page of its own. */
  explainGraphql: z.boolean(),
});

const style = `body{max-width:34rem;margin:15vh auto;padding:0 1.5rem;font:1.1rem/1.6 system-ui,sans-serif;color:#222;background:#fdfbf8}
h1{font-size:1.9rem;line-height:1.2}a{color:#6b2fa0}footer{margin-top:4rem;font-size:.85rem}footer a{color:#666}code{font-size:.9em}
@media(prefers-color-scheme:dark){body{color:#e8e4ef;background:#17131f}a{color:#c9a5f0}footer a{color:#9a93a8}}`;

/** No script, nothing from elsewhere; the one style sheet by its checksum. */
const policy = [
  "default-src 'none'",
  "img-src 'self'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

function send(ctx: Context, status: number, title: string, body: string): void {
  ctx.status = status;
  ctx.set('Content-Security-Policy', policy);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Cache-Control', 'no-cache');
  ctx.vary('Accept');
  ctx.type = 'html';
  ctx.body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** A person at a browser: it says that it would rather have a page than JSON. */
const isBrowser = (ctx: Context): boolean =>
  ['GET', 'HEAD'].includes(ctx.method) && ctx.accepts('json', 'html') === 'html';

const firstPage = (name: string): string => `<main>
<h1>${escape(name)}</h1>
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
 * The pages for people who open the server's own addresses in a browser: the first one, and those where Strapi would answer
 * with JSON that is meant for programs. /api/v1 has answers of its own.
 */
export default (config: unknown, _: { strapi: Core.Strapi }) => {
  const { clubName, frontendUrl, explainGraphql } = settings.parse(config);

  return async (ctx: Context, next: Next): Promise<void> => {
    const isRead = ['GET', 'HEAD'].includes(ctx.method);
    if (isRead && ctx.path === '/') {
      if (frontendUrl === undefined) return send(ctx, 200, clubName, firstPage(clubName));
      return ctx.redirect(frontendUrl);
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
