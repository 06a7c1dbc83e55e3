import type { Core, Modules } from '@strapi/strapi';
import { z } from 'zod';
import { isClubType, isWrite, touchesPublic, writtenDocuments, type ClubType } from '../domain/writes';
import { contentServices } from '../services';
import type { BulkMiddleware } from '../services/bulk-writes';
import type { Changed } from '../services/revisions';

/**
 * Records that what readers see of a document, and of those that show it, has changed. Those are looked up before the
 * write too: unpublishing a location removes it from its events.
 */
export function revisionMiddleware(strapi: Core.Strapi): Modules.Documents.Middleware.Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    if (!isWrite(action) || !isClubType(uid)) return next();
    const params: Record<string, unknown> = context.params;
    const hasDrafts = strapi.contentType(uid).options.draftAndPublish;
    if (!touchesPublic(action, { hasDrafts, status: params['status'] })) return next();

    const before = await dependents(strapi, uid, writtenDocuments(action, params, undefined));
    const result = await next();
    await touch(strapi, uid, writtenDocuments(action, params, result), before);
    return result;
  };
}

export function bulkRevisionMiddleware(strapi: Core.Strapi): BulkMiddleware {
  return async ({ action, uid, documentIds }, next) => {
    const hasDrafts = strapi.contentType(uid).options.draftAndPublish;
    if (!touchesPublic(action, { hasDrafts, status: undefined })) return next();
    const before = await dependents(strapi, uid, action === 'create' ? [] : documentIds);
    await next();
    await touch(strapi, uid, documentIds, before);
  };
}

const dependents = (strapi: Core.Strapi, uid: ClubType, documentIds: readonly string[]): Promise<Changed> =>
  contentServices(strapi).revisions.dependents(uid, documentIds);

async function touch(
  strapi: Core.Strapi,
  uid: ClubType,
  written: readonly string[],
  before: Changed,
): Promise<void> {
  const { revisions } = contentServices(strapi);
  for (const changed of [new Map([[uid, new Set(written)]]), before, await dependents(strapi, uid, written)])
    await revisions.touch(changed);
}

/** The panel takes the id from its address, as a string. */
const ofOne = z.object({ params: z.object({ where: z.object({ id: z.coerce.number() }) }) });

/** The cover of an event and its alternative text are edited in the media library. */
export function touchUsersOfFiles(strapi: Core.Strapi): void {
  const touchUsers = async (event: unknown): Promise<void> => {
    const { revisions } = contentServices(strapi);
    const fileId = ofOne.safeParse(event).data?.params.where.id;
    if (fileId !== undefined) await revisions.touch(await revisions.usersOfFile(fileId));
  };
  strapi.db.lifecycles.subscribe({
    models: ['plugin::upload.file'],
    afterUpdate: touchUsers,
    beforeDelete: touchUsers,
  });
}
