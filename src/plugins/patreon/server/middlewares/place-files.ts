import type { Core, Modules, UID } from '@strapi/strapi';
import { z } from 'zod';
import { isPrivateAddress } from '../../../content/server/domain/media/private-address';
import { isWrite, writtenDocuments } from '../../../content/server/domain/writes';
import type { BulkMiddleware } from '../../../content/server/services/bulk-writes';
import { jobsService } from '../../../jobs/server/services';
import { patreonFiles } from '../services/files';

type DocumentMiddleware = Modules.Documents.Middleware.Middleware;

/** Enqueues a look at files, in the caller's transaction. */
export const enqueuePlaces = (strapi: Core.Strapi, files: Iterable<number>): Promise<number> =>
  jobsService(strapi).enqueueMany(
    'patreon.place-file',
    [...files].map((file) => ({ payload: { file }, key: String(file) })),
  );

/** Runs a write, and enqueues a look at the files whose place it may change, in one transaction. */
function createPlacing(strapi: Core.Strapi) {
  const { candidates } = patreonFiles(strapi);
  return async <Result>(
    uid: UID.ContentType,
    before: readonly string[],
    next: () => Promise<Result>,
    writtenBy: (result: Result) => readonly string[],
  ): Promise<Result> =>
    strapi.db.transaction(async () => {
      // Before, too: what the write takes out of a document may not be shown by any then.
      const files = await candidates.ofDocuments(uid, before);
      const result = await next();
      for (const file of await candidates.ofDocuments(uid, writtenBy(result))) files.add(file);
      await enqueuePlaces(strapi, files);
      return result;
    });
}

/** Has each write of a document move its files behind the gate or back, by a job. */
export function placeFilesOnWrite(strapi: Core.Strapi): DocumentMiddleware {
  const placing = createPlacing(strapi);
  return async (context, next) => {
    const { action, uid } = context;
    if (!isWrite(action)) return next();
    const params: Record<string, unknown> = context.params;
    return placing(
      uid,
      writtenDocuments(action, params, null),
      async () => next(),
      (result) => writtenDocuments(action, params, result),
    );
  };
}

/** The same for documents that an import writes. */
export function placeFilesOnBulkWrite(strapi: Core.Strapi): BulkMiddleware {
  const placing = createPlacing(strapi);
  return ({ uid, documentIds }, next) => placing(uid, documentIds, next, () => documentIds);
}

const written = z.object({
  params: z.object({ data: z.looseObject({ related: z.unknown() }) }),
  result: z.object({ id: z.number(), url: z.string(), gate: z.string().nullish() }),
});

/** Looks at files that are uploaded straight into an entry, or whose address does not fit their gate after they were replaced. */
export function placeFilesOnUpload(strapi: Core.Strapi): void {
  const place = async (event: unknown): Promise<void> => {
    const { data } = written.safeParse(event);
    if (!data) return;
    const { params, result } = data;
    const isMisplaced = (result.gate === 'private') !== isPrivateAddress(result.url);
    if (isMisplaced || params.data.related !== undefined) await enqueuePlaces(strapi, [result.id]);
  };
  strapi.db.lifecycles.subscribe({ models: ['plugin::upload.file'], afterCreate: place, afterUpdate: place });
}
