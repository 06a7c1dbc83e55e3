import { rm } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

/** The routes of the media library, for the panel and for programs. Nobody else takes files. */
const takesFiles = /^\/(api\/)?upload(\/|$)/;

const forPanel = { info: { type: 'admin' }, config: {} };
const forPrograms = { info: { type: 'content-api' }, config: {} };
/** What Strapi asks of whoever sends files to `/api/upload`. */
const mayUpload = { scope: ['plugin::upload.content-api.upload'] };

type Authenticated = Parameters<Core.Strapi['auth']['verify']>[0];
const somebody = z.looseObject({ credentials: z.looseObject({}) });

/** Strapi takes a request without a valid token for one of the public, which has no credentials. */
const isSomebody = (auth: unknown): auth is Authenticated => somebody.safeParse(auth).success;

/** Refuses, by the head of a request, files that could not be taken whoever sent them. */
export function checkUpload(ctx: Context, uploadBytes: number): void {
  if (!takesFiles.test(ctx.path)) ctx.throw(415, 'Files are taken by /upload and /api/upload only.');
  if (!ctx.get('authorization')) throw new errors.UnauthorizedError('Missing or invalid credentials');
  if (Number(ctx.get('content-length')) > uploadBytes)
    throw new errors.PayloadTooLargeError(
      `These files are too large: ${Math.floor(uploadBytes / 1_000_000)} MB may be uploaded at once.`,
    );
}

/**
 * Asks who sends files, with Strapi's own authentication. Its routes ask too, but only when all files lie on the disk.
 *
 * @throws UnauthorizedError or ForbiddenError, before the body is read
 */
export async function authenticateUpload(strapi: Core.Strapi, ctx: Context): Promise<void> {
  const isForPrograms = ctx.path.startsWith('/api/');
  ctx.state.route = isForPrograms ? forPrograms : forPanel;
  await strapi.auth.authenticate(ctx, async () => undefined);
  const auth: unknown = ctx.state.auth;
  if (!isSomebody(auth)) throw new errors.UnauthorizedError('Missing or invalid credentials');
  if (isForPrograms) await strapi.auth.verify(auth, mayUpload);
}

/** Strapi removes uploaded files from the temporary folder unless a later step throws, as the one does that checks their type. */
export async function removeLeftFiles({ request }: Context): Promise<void> {
  for (const file of Object.values(request.files ?? {}).flat()) await rm(file.filepath, { force: true });
}

/**
 * Gives up files of which nothing comes any more and that the parser is still not through with: formidable stops for good, and
 * calls nobody back, where a header of a part is malformed.
 *
 * @returns stops the clock
 */
export function endWhereStuck({ req, request }: Context, withinMs: number, error: Error): () => void {
  let timer: NodeJS.Timeout | undefined;
  const nothingMore = (): void => {
    timer ??= setTimeout(() => {
      if (request.body === undefined) req.emit('error', error);
    }, withinMs);
  };
  // The parser listens for errors; if ever it did not, one would end the process.
  req.on('error', () => undefined);
  if (req.destroyed) nothingMore();
  req.once('end', nothingMore).once('close', nothingMore);
  return () => {
    req.off('end', nothingMore).off('close', nothingMore);
    clearTimeout(timer);
  };
}
