import type { Core, Modules } from '@strapi/strapi';
import { defaultLanguage } from '../domain/languages';
import { isClubType, isWrite, touchesPublic } from '../domain/writes';
import type { ContentServices } from '../services';

type Middleware = Modules.Documents.Middleware.Middleware;

/** The documents that a write was about: the one it names, or those it made. */
function writtenDocuments(params: object, result: unknown): string[] {
  if ('documentId' in params && typeof params.documentId === 'string') return [params.documentId];
  if (typeof result !== 'object' || result === null || !('documentId' in result)) return [];
  return typeof result.documentId === 'string' ? [result.documentId] : [];
}

/**
 * What holds for the club's content wherever it is edited (admin panel, REST, GraphQL, `/api/v1`, imports): all of these
 * go through the document service. Content and what follows from it are one transaction; a fault loses neither.
 */
export function documentMiddleware(strapi: Core.Strapi, services: ContentServices): Middleware {
  /** Another language has the English slug, whatever the form or the request says. */
  async function giveSlug(uid: `api::${string}.${string}`, params: Record<string, unknown>): Promise<void> {
    const { documentId, locale, data } = params;
    if (typeof documentId !== 'string' || typeof locale !== 'string' || locale === defaultLanguage) return;
    if (typeof data !== 'object' || data === null || !('slug' in strapi.contentType(uid).attributes)) return;
    const slug = await services.slugs.ofDraft(uid, documentId);
    if (slug) Object.assign(data, { slug });
  }

  return async (context, next) => {
    const { action, uid, params } = context;
    if (!isWrite(action) || !isClubType(uid)) return next();

    return strapi.db.transaction(async () => {
      await giveSlug(uid, params);
      const result = await next();
      const hasDrafts = strapi.contentType(uid).options?.draftAndPublish === true;
      const isPublic = touchesPublic(action, {
        hasDrafts,
        status: 'status' in params ? params.status : undefined,
      });
      for (const documentId of writtenDocuments(params, result)) {
        if ('slug' in strapi.contentType(uid).attributes) await services.slugs.settle(uid, documentId);
        if (!isPublic) continue;
        await services.search.reindex(uid, documentId);
        if (hasDrafts && action !== 'unpublish' && action !== 'delete') {
          await services.relinking.afterPublish(uid, documentId);
        }
      }
      return result;
    });
  };
}
