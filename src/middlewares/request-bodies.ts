import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { clientKey } from '../shared/server/client-address';
import { createCapacity, isComing, onceAnswered, onceBodyOver } from './request-bodies/capacity';
import { checkShape, malformedFiles, readingErrorOf, watchDecompression } from './request-bodies/readable';
import { endWhereAnswered, endWhereSlow } from './request-bodies/unfinished';
import { authenticateUpload, checkUpload, endWhereStuck, removeLeftFiles } from './request-bodies/uploads';

interface BodyLimits {
  uploadBytes: number;
  uploadBytesUnderWay: number;
  bodiesOfAddress: number;
  bodies: number;
  bodyWindowMs: number;
  bodyBytesPerWindow: number;
  bodyParsedMs: number;
  jsonLevels: number;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Limits how many bodies are read at once and how slowly each may arrive, and accepts files only from authorized clients. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const limits = strapi.config.get<BodyLimits>('limits');
  const countBody = createBodyCounter(strapi, limits);
  const upload = createUploadReader(strapi, limits);
  strapi.server.httpServer.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!hasBody(request)) return;
    endWhereSlow(request, response, limits);
    endWhereAnswered(request, response, limits);
  });

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!hasBody(ctx.req)) {
      await next();
      return;
    }
    const hasFiles = Boolean(ctx.is('multipart'));
    if (hasFiles) checkUpload(ctx, limits.uploadBytes);
    countBody(ctx);
    checkShape(ctx, limits.jsonLevels);
    const isMisencoded = watchDecompression(ctx);
    try {
      await (hasFiles ? upload(ctx, next) : next());
    } catch (error) {
      throw readingErrorOf(ctx, error, isMisencoded());
    }
  };
};

function refuseForNow(ctx: Context): never {
  ctx.set('Retry-After', '1');
  return ctx.throw(503, 'Too many requests are being read. Try again in a moment.', { expose: true });
}

/** Counts the bodies that are being read. Staff are counted separately, so that strangers cannot block their work. */
function createBodyCounter(strapi: Core.Strapi, { bodies, bodiesOfAddress }: BodyLimits) {
  const capacity = { ofOne: bodiesOfAddress, ofAll: bodies };
  const [takeOfStaff, takeOfOthers] = [createCapacity(capacity), createCapacity(capacity)];

  /** The user of a panel access token, by its signature alone; permissions are checked later. */
  function staffOf(ctx: Context): string | undefined {
    const token = /^bearer\s+(\S+)$/i.exec(ctx.get('authorization'))?.[1];
    if (token === undefined) return undefined;
    return strapi.sessionManager('admin').validateAccessToken(token).payload?.userId;
  }

  return (ctx: Context): void => {
    const staff = staffOf(ctx);
    const giveBack =
      isComing(ctx.req, ctx.res) &&
      (staff === undefined ? takeOfOthers(clientKey(ctx.ip)) : takeOfStaff(staff));
    if (!giveBack) return refuseForNow(ctx);
    onceBodyOver(ctx.req, ctx.res, giveBack);
  };
}

/** Accepts files from authorized clients, up to the number of bytes that the disk should hold at once. */
function createUploadReader(strapi: Core.Strapi, limits: BodyLimits) {
  const { uploadBytes, uploadBytesUnderWay: most, bodyParsedMs } = limits;
  const take = createCapacity({ ofOne: most, ofAll: most });

  return async (ctx: Context, next: Next): Promise<void> => {
    await authenticateUpload(strapi, ctx);
    // Without a length, assume the maximum.
    const bytes = Number(ctx.get('content-length') || uploadBytes);
    const giveBack = isComing(ctx.req, ctx.res) && take('all', bytes);
    if (!giveBack) return refuseForNow(ctx);
    onceAnswered(ctx.req, ctx.res, giveBack);
    const stopClock = endWhereStuck(ctx, bodyParsedMs, malformedFiles());
    try {
      await next();
    } finally {
      stopClock();
      await removeLeftFiles(ctx);
    }
  };
}
