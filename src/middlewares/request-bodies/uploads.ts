import { rm } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { memberOf, refusalOf, strapiAuth } from '../../http/access';

/** The media library's routes for the panel and for API clients, and that of the staff API: the only ones that accept files. */
const takesFiles = /^\/(?:(?:api\/)?upload(?:\/|$)|api\/v1\/admin\/media\/?$)/;
const forStaff = { info: { type: 'content-api' }, config: { auth: strapiAuth('staff') } };

const forPanel = { info: { type: 'admin' }, config: {} };
const forPrograms = { info: { type: 'content-api' }, config: {} };
/** The permission that Strapi requires for `/api/upload`. */
const mayUpload = { scope: ['plugin::upload.content-api.upload'] };

type Authenticated = Parameters<Core.Strapi['auth']['verify']>[0];
const authenticated = z.looseObject({ credentials: z.looseObject({}) });

/** Strapi treats requests without a valid token as public, without credentials. */
const isAuthenticated = (auth: unknown): auth is Authenticated => authenticated.safeParse(auth).success;

/** Refuses, by its headers, a request whose files cannot be accepted from anybody. */
export function checkUpload(ctx: Context, uploadBytes: number): void {
  if (!takesFiles.test(ctx.path))
    ctx.throw(415, 'Files are taken by /upload, /api/upload and /api/v1/admin/media only.');
  if (!ctx.get('authorization')) throw new errors.UnauthorizedError('Missing or invalid credentials');
  if (Number(ctx.get('content-length')) > uploadBytes)
    throw new errors.PayloadTooLargeError(
      `These files are too large: ${Math.floor(uploadBytes / 1_000_000)} MB may be uploaded at once.`,
    );
}

/**
 * Authenticates the sender with Strapi's own authentication. Its routes do so too, but only after all files have been
 * written to disk.
 *
 * @throws UnauthorizedError or ForbiddenError, before the body is read
 */
export async function authenticateUpload(strapi: Core.Strapi, ctx: Context): Promise<void> {
  const isForStaff = ctx.path.startsWith('/api/v1/');
  const isForPrograms = !isForStaff && ctx.path.startsWith('/api/');
  ctx.state.route = isForStaff ? forStaff : isForPrograms ? forPrograms : forPanel;
  await strapi.auth.authenticate(ctx, async () => undefined);
  const auth: unknown = ctx.state.auth;
  if (!isAuthenticated(auth)) throw new errors.UnauthorizedError('Missing or invalid credentials');
  if (isForPrograms) await strapi.auth.verify(auth, mayUpload);
  const refusal = isForStaff && refusalOf('staff', memberOf(ctx.state));
  if (refusal) throw new errors.PolicyError(refusal.message);
}

/** Removes temporary files that Strapi leaves if a later step throws, such as the check of their types. */
export async function removeLeftFiles({ request }: Context): Promise<void> {
  for (const file of Object.values(request.files ?? {}).flat()) await rm(file.filepath, { force: true });
}

/**
 * Fails a request whose body has ended without its parser finishing: formidable stops without a callback if a header of a
 * part is malformed.
 *
 * @returns a function that cancels the timer
 */
export function endWhereStuck({ req, request }: Context, withinMs: number, error: Error): () => void {
  let timer: NodeJS.Timeout | undefined;
  const nothingMore = (): void => {
    timer ??= setTimeout(() => {
      if (request.body === undefined) req.emit('error', error);
    }, withinMs);
  };
  // Without a listener, an error would end the process.
  req.on('error', () => undefined);
  if (req.destroyed) nothingMore();
  req.once('end', nothingMore).once('close', nothingMore);
  return () => {
    req.off('end', nothingMore).off('close', nothingMore);
    clearTimeout(timer);
  };
}
