import type { Core, Modules } from '@strapi/strapi';
import { defaultLanguage } from '../domain/languages';
import { isClubType, isRecord, isWrite, touchesPublic, writtenDocuments } from '../domain/writes';
import type { ContentServices } from '../services';

type Middleware = Modules.Documents.Middleware.Middleware;

/**
 * What holds for the club's content wherever it is edited (admin panel, REST, GraphQL, `/api/v1`, imports): all of these
 * go through the document service. Content and what follows from it are one transaction; a fault loses neither.
 */
export function documentMiddleware(strapi: Core.Strapi, services: ContentServices): Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    if (!isWrite(action) || !isClubType(uid)) return next();
    const params: Record<string, unknown> = context.params;
    const { documentId, locale, data, status } = params;

    return strapi.db.transaction(async () => {
      if (
        (action === 'create' || action === 'update') &&
        isRecord(data) &&
        (locale ?? defaultLanguage) !== defaultLanguage
      ) {
        await services.english.translationOnly(uid, documentId, locale, data);
      }
      if (action === 'delete') {
        await services.english.deletedLast(uid, params);
      }
      await services.inUse.kept(action, uid, params);
      await services.slugChoice.choose(action, uid, params);
      await services.rules.check(action, uid, params);
      await services.publication.date(action, uid, params);
      const result = await next();
      const hasDrafts = strapi.contentType(uid).options.draftAndPublish;
      const isPublic = touchesPublic(action, { hasDrafts, status });
      for (const written of writtenDocuments(action, params, result)) {
        if ('slug' in strapi.contentType(uid).attributes) await services.slugs.settle(uid, written);
        if (!isPublic) continue;
        await services.search.reindex(uid, written);
        if (hasDrafts && action !== 'unpublish' && action !== 'delete') {
          await services.relinking.afterPublish(uid, written);
        }
      }
      return result;
    });
  };
}
