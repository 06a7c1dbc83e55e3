import type { Core, Modules } from '@strapi/strapi';
import { markRetryable } from '../../../../database/retry-on-deadlock';
import { defaultLanguage } from '../domain/languages';
import {
  isClubType,
  isRecord,
  isWrite,
  statesToAlign,
  touchesPublic,
  writtenDocuments,
} from '../domain/writes';
import type { ContentServices } from '../services';

type Middleware = Modules.Documents.Middleware.Middleware;

/**
 * What holds for the club's content wherever it is edited (admin panel, REST, GraphQL, `/api/v1`, imports): all of these
 * go through the document service. Content and what follows from it are one transaction; a fault loses neither.
 */
export function documentMiddleware(strapi: Core.Strapi, services: ContentServices): Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    if (!isClubType(uid)) return next();
    const params: Record<string, unknown> = context.params;
    services.english.inClubLanguage(action, params);
    if (!isWrite(action)) return next();
    const { documentId, locale, data, status } = params;
    const hasDrafts = strapi.contentType(uid).options.draftAndPublish;

    return strapi.db.transaction(async () => {
      if (typeof documentId === 'string') await services.documentLock.take(uid, documentId);
      if (
        (action === 'create' || action === 'update') &&
        isRecord(data) &&
        (locale ?? defaultLanguage) !== defaultLanguage
      ) {
        await services.english.translationOnly(uid, documentId, locale, data);
      }
      if (action === 'clone') services.english.copiedFirst(locale);
      if (action === 'delete') {
        await services.english.deletedLast(uid, params);
      }
      if (action === 'unpublish') services.english.withdrawnEverywhere(params);
      if (action === 'publish' || status === 'published') await services.english.publishedFirst(uid, params);
      await services.inUse.kept(action, uid, params);
      const isSlugProposed = await services.slugChoice.choose(action, uid, params);
      await services.rules.check(action, uid, params);
      await services.publication.date(action, uid, params);
      const result = await next();
      if (action === 'discardDraft' && typeof documentId === 'string')
        await services.unpublishedLinks.putBack(uid, documentId, locale);
      const isPublic = touchesPublic(action, { hasDrafts, status });
      const align = { states: statesToAlign(action, { hasDrafts, status, locale }), isOfAll: locale === '*' };
      for (const written of writtenDocuments(action, params, result)) {
        await services.sharedCopies.copy(uid, written, align);
        if ('slug' in strapi.contentType(uid).attributes) {
          await services.slugs.settle(uid, written).catch((error: unknown) => {
            // Nobody chose it: the write is done again, and another one proposed.
            throw isSlugProposed ? markRetryable(error) : error;
          });
        }
        if (!isPublic) continue;
        await services.search.reindex(uid, written);
        if (action === 'delete') await services.unpublishedLinks.forget(uid, written);
        if (action === 'unpublish' || action === 'delete')
          await services.relinking.afterRemoval(uid, written);
        else if (hasDrafts) {
          await services.relinking.afterPublish(uid, written);
          if (action === 'publish' || status === 'published')
            await services.unpublishedLinks.record(uid, written, locale);
        }
      }
      if (action === 'unpublish') englishFirst(result);
      return result;
    });
  };
}

/** The admin panel shows the first of the rows that were unpublished, whichever it asked for. */
function englishFirst(result: unknown): void {
  if (!isRecord(result) || !Array.isArray(result['entries'])) return;
  const isEnglish = (row: unknown): boolean => isRecord(row) && row['locale'] === defaultLanguage;
  result['entries'].sort((a, b) => Number(isEnglish(b)) - Number(isEnglish(a)));
}
