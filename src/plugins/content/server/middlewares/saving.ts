import type { Core, Modules } from '@strapi/strapi';
import { markRetryable } from '../../../../database/retry-on-deadlock';
import { defaultLanguage, includesEnglish } from '../../../../shared/server/languages';
import {
  isClubType,
  isWrite,
  statesToAlign,
  touchesPublic,
  writtenDocuments,
  type ClubType,
} from '../domain/writes';
import type { ContentServices } from '../services';
import type { BulkMiddleware, BulkWrite } from '../services/bulk-writes';
import { isTakenSlug } from '../services/refusal';
import { isObject } from '../../../../shared/server/is-record';

type Middleware = Modules.Documents.Middleware.Middleware;

/**
 * Applies the rules of content wherever it is edited (admin panel, REST, GraphQL, `/api/v1`, imports): all of these use
 * the document service. A write and its consequences are one transaction.
 */
export function savingMiddleware(strapi: Core.Strapi, services: ContentServices): Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    const params: Record<string, unknown> = context.params;
    if (isWrite(action) && isObject(params['data'])) withoutIds(params['data']);
    if (!isClubType(uid)) return next();
    services.english.requireClubLanguage(action, params);
    if (!isWrite(action)) return next();
    const { documentId, locale, data, status } = params;
    const hasDrafts = strapi.contentType(uid).options.draftAndPublish;

    return strapi.db.transaction(async () => {
      if (typeof documentId === 'string') {
        await services.documentLock.take(uid, [documentId]);
        await services.publication.requirePublished(action, uid, params);
      }
      if (
        (action === 'create' || action === 'update') &&
        isObject(data) &&
        (locale ?? defaultLanguage) !== defaultLanguage
      ) {
        services.lineUpOrder.forComparison(uid, data);
        await services.english.keepTranslatedOnly(uid, documentId, locale, data);
      }
      if (action === 'clone') services.english.requireCopiedFirst(locale);
      if (action === 'delete') {
        await services.english.requireDeletedLast(uid, params);
      }
      if (action === 'unpublish') {
        if (includesEnglish(locale) && typeof documentId === 'string')
          await services.unpublishedLanguages.record(uid, documentId);
        services.english.unpublishAllLanguages(params);
      }
      if (action === 'publish' || status === 'published')
        await services.english.requirePublishedFirst(uid, params);
      await services.inUse.requireUnused(action, uid, params);
      const isSlugProposed = await services.slugChoice.choose(action, uid, params);
      // The proposed slug has just been taken: repeat the write, which proposes another one.
      const proposeAnother = (error: unknown): never => {
        throw isSlugProposed && isTakenSlug(error) ? markRetryable(error) : error;
      };
      await services.rules.check(action, uid, params).catch(proposeAnother);
      // After the rules, which name entries as they were sent.
      if (isObject(data) && (locale ?? defaultLanguage) === defaultLanguage)
        services.lineUpOrder.apply(uid, data);
      await services.publication.date(action, uid, params);
      const result = await next();
      if (action === 'discardDraft' && typeof documentId === 'string')
        await services.unpublishedLinks.restore(uid, documentId, locale);
      const isPublic = touchesPublic(action, { hasDrafts, status });
      const align = { states: statesToAlign(action, { hasDrafts, status, locale }), isOfAll: locale === '*' };
      for (const written of writtenDocuments(action, params, result)) {
        await services.sharedCopies.copy(uid, written, align);
        await keepSlugs(strapi, services, uid, [written]).catch(proposeAnother);
        if (isPublic) await follow(strapi, services, { action, uid, documentIds: [written] }, locale);
        if (action === 'delete') await services.unpublishedLinks.forget(uid, written);
        if (action === 'delete' && params['locale'] === '*')
          await services.unpublishedLanguages.forget(uid, [written]);
        if ((action === 'publish' || status === 'published') && includesEnglish(locale))
          await services.unpublishedLanguages.restore(uid, written);
      }
      if (action === 'unpublish') englishFirst(result);
      return result;
    });
  };
}

/**
 * Nobody chooses ids. The highest row id that a column holds would leave no other, and with the `documentId` of another document
 * a row would become a part of that one, and public with it.
 */
function withoutIds(data: Record<string, unknown>): void {
  delete data['id'];
  delete data['documentId'];
}

/** The same for documents that an import writes. The import itself checks them before the write. */
export function bulkSavingMiddleware(strapi: Core.Strapi, services: ContentServices): BulkMiddleware {
  return async (write, next) => {
    const { action, uid, documentIds } = write;
    await next();
    await keepSlugs(strapi, services, uid, documentIds);
    await services.unpublishedLanguages.forget(uid, documentIds);
    const hasDrafts = strapi.contentType(uid).options.draftAndPublish;
    if (touchesPublic(action, { hasDrafts, status: undefined })) await follow(strapi, services, write, '*');
  };
}

async function keepSlugs(
  strapi: Core.Strapi,
  { slugs }: ContentServices,
  uid: ClubType,
  documentIds: readonly string[],
): Promise<void> {
  if ('slug' in strapi.contentType(uid).attributes) await slugs.keep(uid, documentIds);
}

/** Handles the consequences of a change that readers see. */
async function follow(
  strapi: Core.Strapi,
  { search, relinking, unpublishedLinks }: ContentServices,
  { action, uid, documentIds }: BulkWrite,
  locale: unknown,
): Promise<void> {
  await search.reindex(uid, documentIds);
  if (action === 'unpublish' || action === 'delete') await relinking.afterRemoval(uid, documentIds);
  else if (strapi.contentType(uid).options.draftAndPublish) {
    await relinking.afterPublish(uid, documentIds);
    await unpublishedLinks.record(uid, documentIds, locale);
  }
}

/** The admin panel shows the first of the unpublished rows, whichever language it asked for. */
function englishFirst(result: unknown): void {
  if (!isObject(result) || !Array.isArray(result['entries'])) return;
  const isEnglish = (row: unknown): boolean => isObject(row) && row['locale'] === defaultLanguage;
  result['entries'].sort((a, b) => Number(isEnglish(b)) - Number(isEnglish(a)));
}
