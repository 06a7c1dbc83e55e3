import type { Core, Modules } from '@strapi/strapi';
import { includesEnglish } from '../../../../shared/server/languages';
import { isClubType, isWrite, touchesPublic, writtenDocuments } from '../../../content/server/domain/writes';
import type { BulkMiddleware } from '../../../content/server/services/bulk-writes';
import { adminDeskService } from '../services';

/** Records when English texts change, for those who translate them. */
export function recordTextChanges(strapi: Core.Strapi): Modules.Documents.Middleware.Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    if (!isWrite(action) || !isClubType(uid)) return next();
    const params: Record<string, unknown> = context.params;
    const hasDrafts = strapi.contentType(uid).options.draftAndPublish;
    const isOfReaders = touchesPublic(action, { hasDrafts, status: params['status'] });
    if (!isOfReaders || !includesEnglish(params['locale'])) return next();
    const { textChanges } = adminDeskService(strapi);
    return textChanges.during(uid, writtenDocuments(action, params, undefined), async () => next());
  };
}

/** The same for imports. */
export function recordBulkTextChanges(strapi: Core.Strapi): BulkMiddleware {
  return ({ uid, documentIds }, next) => adminDeskService(strapi).textChanges.during(uid, documentIds, next);
}
