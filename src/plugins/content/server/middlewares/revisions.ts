import type { Core, Modules } from '@strapi/strapi';
import { z } from 'zod';
import { isClubType, isWrite, touchesPublic, writtenDocuments } from '../domain/writes';
import { contentServices } from '../services';
import type { Changed } from '../services/revisions';

/**
 * Notes for a document that readers see, and for those that show it, that what they see has changed. Those are looked for
 * before the write too: unpublishing a location takes it out of its events.
 */
export function revisionMiddleware(strapi: Core.Strapi): Modules.Documents.Middleware.Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    if (!isWrite(action) || !isClubType(uid)) return next();
    const params: Record<string, unknown> = context.params;
    const hasDrafts = strapi.contentType(uid).options.draftAndPublish;
    if (!touchesPublic(action, { hasDrafts, status: params['status'] })) return next();

    const { revisions } = contentServices(strapi);
    const showing = async (documentIds: readonly string[]): Promise<Changed[]> =>
      Promise.all(documentIds.map((documentId) => revisions.dependents(uid, documentId)));
    const before = await showing(writtenDocuments(action, params, undefined));
    const result = await next();
    const written = writtenDocuments(action, params, result);
    for (const changed of [new Map([[uid, new Set(written)]]), ...before, ...(await showing(written))])
      await revisions.touch(changed);
    return result;
  };
}

/** The panel has the id from its address, as a text. */
const ofOne = z.object({ params: z.object({ where: z.object({ id: z.coerce.number() }) }) });

/** The cover of an event, and its text for those who cannot see it, are edited in the media library. */
export function touchUsersOfFiles(strapi: Core.Strapi): void {
  const touch = async (event: unknown): Promise<void> => {
    const { revisions } = contentServices(strapi);
    const fileId = ofOne.safeParse(event).data?.params.where.id;
    if (fileId !== undefined) await revisions.touch(await revisions.usersOfFile(fileId));
  };
  strapi.db.lifecycles.subscribe({
    models: ['plugin::upload.file'],
    afterUpdate: touch,
    beforeDelete: touch,
  });
}
