import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

interface BodyLimits {
  uploadBytes: number;
  bodiesOfAddress: number;
  bodies: number;
  bodyWindowMs: number;
  bodyBytesPerWindow: number;
}

/** The routes of the media library, for the panel and for programs. Nobody else takes files. */
const takesFiles = /^\/(api\/)?upload(\/|$)/;

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Bounds the bodies that are read at once and how slowly each may come, and keeps files from those who may not send any. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const limits = strapi.config.get<BodyLimits>('limits');
  const reading = countedByAddress(limits);
  strapi.server.httpServer.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (hasBody(request)) endWhereSlow(request, response, limits);
  });

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!hasBody(ctx.req)) {
      await next();
      return;
    }
    if (ctx.is('multipart')) checkUpload(ctx, limits);
    if (!reading.begin(ctx.ip, ctx.req)) {
      ctx.set('Retry-After', '1');
      ctx.throw(503, 'Too many requests are being read. Try again in a moment.');
    }
    try {
      await next();
    } finally {
      await removeLeftFiles(ctx);
    }
  };
};

/** Strapi writes the files of any request to the disk before it asks who sends them. */
function checkUpload(ctx: Context, { uploadBytes }: BodyLimits): void {
  if (!takesFiles.test(ctx.path)) ctx.throw(415, 'Files are taken by /upload and /api/upload only.');
  if (!ctx.get('authorization')) throw new errors.UnauthorizedError('Missing or invalid credentials');
  if (Number(ctx.get('content-length')) > uploadBytes)
    throw new errors.PayloadTooLargeError(
      `These files are too large: ${Math.floor(uploadBytes / 1_000_000)} MB may be uploaded at once.`,
    );
}

/** Strapi removes uploaded files from the temporary folder unless a later step throws, as the one does that asks who sends them. */
async function removeLeftFiles({ request }: Context): Promise<void> {
  for (const file of Object.values(request.files ?? {}).flat()) await rm(file.filepath, { force: true });
}

/** Counts the bodies that are being read. */
function countedByAddress({ bodies, bodiesOfAddress }: BodyLimits) {
  const open = new Map<string, number>();
  let total = 0;
  return {
    /** @returns whether the body may be read; it counts until it has come, or nobody waits for it any more */
    begin(address: string, request: IncomingMessage): boolean {
      // Whoever sent it has gone already, and would never give the place back.
      if (request.destroyed) return false;
      const ofAddress = open.get(address) ?? 0;
      if (total >= bodies || ofAddress >= bodiesOfAddress) return false;
      open.set(address, ofAddress + 1);
      total += 1;
      request.once('close', () => {
        total -= 1;
        const left = (open.get(address) ?? 1) - 1;
        if (left > 0) open.set(address, left);
        else open.delete(address);
      });
      return true;
    },
  };
}

/** As Strapi tells errors. */
const tooSlow = JSON.stringify({
  data: null,
  error: {
    status: 408,
    name: 'RequestTimeoutError',
    message: 'The body of this request came too slowly.',
    details: {},
  },
});

/**
 * Ends a request whose body hardly comes. Node can only bound the whole time (`requestTimeout`, 300 s), which would
 * cut off an honest upload on a slow line and leave a slow attack 300 s.
 */
function endWhereSlow(
  request: IncomingMessage,
  response: ServerResponse,
  { bodyWindowMs, bodyBytesPerWindow }: BodyLimits,
): void {
  const { socket } = request;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    if (request.complete || socket.destroyed) return clearInterval(timer);
    const brought = socket.bytesRead - before;
    before = socket.bytesRead;
    if (brought >= bodyBytesPerWindow) return;
    clearInterval(timer);
    if (response.headersSent) return void socket.destroy();
    response.writeHead(408, { 'Content-Type': 'application/json; charset=utf-8', Connection: 'close' });
    response.end(tooSlow, () => socket.destroy());
  }, bodyWindowMs);
  timer.unref();
  request.once('end', () => clearInterval(timer));
}
