import { ReadStream } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import send from 'send';
import { z } from 'zod';
import { isStoredName, privateAddress } from '../../../plugins/content/server/domain/media/private-address';
import { publicHeaders } from '../../../plugins/content/server/domain/media/public-headers';

const uploads = '/uploads/';

const sendError = z.looseObject({
  status: z.number(),
  headers: z.record(z.string(), z.string()).optional(),
});

/**
 * Serves uploaded files, and sets the headers of all other files of the public folder, for every address of theirs. Strapi's
 * own route for uploads hangs on a range beyond the file, and refuses suffix ranges: it uses koa-range, last released in 2016.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const root = path.resolve(strapi.dirs.static.public);
    if (ctx.path.startsWith(uploads) && (ctx.method === 'GET' || ctx.method === 'HEAD')) {
      await serve(ctx, root);
      if (ctx.status === 404 && isForPageOfClub(ctx)) showToStaff(ctx);
      return;
    }
    await next();
    if (ctx.body instanceof ReadStream && isWithin(root, String(ctx.body.path))) {
      ctx.set(publicHeaders(String(ctx.body.path)));
      ctx.remove('Access-Control-Allow-Credentials');
    }
  };

const isWithin = (root: string, file: string): boolean => path.resolve(file).startsWith(root + path.sep);

/** Whether a page of this very origin, which the admin panel is, shows a file. */
const isForPageOfClub = (ctx: Context): boolean =>
  ctx.get('sec-fetch-site') === 'same-origin' &&
  ['image', 'audio', 'video'].includes(ctx.get('sec-fetch-dest'));

/**
 * Texts keep the public addresses of files that have got behind a gate since; the panel's editor shows them all the same. It says
 * nothing of which files there are: any name is sent on, to a route that asks for a session of the panel.
 */
function showToStaff(ctx: Context): void {
  const name = path.posix.basename(ctx.path);
  if (isStoredName(name)) ctx.redirect(privateAddress(name));
}

/** Leaves the response a 404 if there is no such file. */
function serve(ctx: Context, root: string): Promise<void> {
  const { req, res } = ctx;
  return new Promise((resolve) => {
    // `send` expects 200 if nothing is decided yet; Koa begins with 404.
    res.statusCode = 200;
    // Ranges are for GET only: RFC 9110, 14.2.
    if (req.method === 'HEAD') delete req.headers.range;
    res.once('close', resolve);
    const notFound = () => {
      res.statusCode = 404;
      resolve();
    };
    send(req, ctx.path, { root, index: false, dotfiles: 'ignore', maxAge: 0 })
      .on('headers', (_res: unknown, file: string) => {
        ctx.respond = false;
        ctx.set(publicHeaders(file));
        ctx.remove('Access-Control-Allow-Credentials');
      })
      .on('directory', notFound)
      .on('error', (error: unknown) => {
        if (res.headersSent) return void res.destroy();
        ctx.respond = true;
        const { status, headers = {} } = sendError.catch({ status: 500 }).parse(error);
        // range-parser refuses a suffix longer than the file, which means all of it: RFC 9110, 14.1.3.
        if (status === 416 && /^bytes=-0*[1-9]\d*$/.test(req.headers.range ?? '')) {
          delete req.headers.range;
          ctx.remove('Content-Range');
          return void serve(ctx, root).then(resolve);
        }
        if (status === 404 || status === 403 || status === 400) return notFound();
        for (const name of ['Content-Disposition', 'Content-Type', 'ETag', 'Last-Modified']) ctx.remove(name);
        ctx.set(headers);
        ctx.status = status;
        resolve();
      })
      .pipe(res);
  });
}
