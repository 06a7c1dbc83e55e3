import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { name } from '../../../../database/sql';
import { tableOf } from '../../../../database/tables';
import { defaultLanguage } from '../../../../shared/server/languages';
import { validated } from '../../../../shared/server/validated';
import { wrapAction } from '../../../../shared/server/wrap-action';
import { listViews, viewsOf } from '../../contract/list-views';
import { viewFilter, withFilter } from '../domain/list-views';

const listed = z.looseObject({ model: z.string() });
const viewed = z.looseObject({
  view: z.enum(listViews, { error: `must be one of ${listViews.join(', ')}` }).optional(),
  locale: z.string().default(defaultLanguage),
});

/** Strapi hands ids on as bindings, of which SQLite takes 32,766 in a statement. */
const mostIds = 30_000;

const found = z.array(z.object({ documentId: z.string() }));

/** Lets lists of the admin panel ask for a view (`?view=upcoming`), besides their own filters. */
export function addListViews(strapi: Core.Strapi): void {
  /** The documents that have no row in a language. */
  async function untranslated(uid: UID.ContentType, language: string): Promise<string[]> {
    const { table } = tableOf(strapi, uid);
    const rows: unknown = await strapi.db
      .connection({ e: table })
      .distinct({ documentId: 'e.document_id' })
      .where('e.locale', defaultLanguage)
      .whereRaw(
        `NOT EXISTS (SELECT 1 FROM ${name(table)} t WHERE t.document_id = e.document_id AND t.locale = ?)`,
        [language],
      )
      .limit(mostIds);
    return found.parse(rows).map(({ documentId }) => documentId);
  }

  const controller = strapi.plugin('content-manager').controller('collection-types');
  wrapAction(controller, 'find', async (ctx, original) => {
    const { view, locale } = validated(viewed, ctx.query);
    const { model: uid } = validated(listed, ctx.params);
    // Strapi refuses unknown types, and memoizes the query: what is changed here is what its action reads.
    const { query } = ctx;
    delete query['view'];
    if (view === undefined || !isContentType(strapi, uid)) return original();
    if (!viewsOf(strapi.contentType(uid)).includes(view))
      throw new errors.ValidationError(`view: ${view} is not there for lists of ${uid}`);

    const filter =
      view === 'untranslated'
        ? among(await untranslated(uid, locale))
        : viewFilter(view, new Date().toISOString());
    const changes = {
      ...(filter && { filters: withFilter(query['filters'], filter) }),
      ...(view === 'untranslated' && { locale: defaultLanguage }),
    };
    Object.assign(query, changes);
    return original();
  });
}

/** Strapi ignores a list that is empty. */
const among = (documentIds: readonly string[]): object =>
  documentIds.length > 0 ? { documentId: { $in: documentIds } } : { documentId: { $null: true } };

const isContentType = (strapi: Core.Strapi, uid: string): uid is UID.ContentType =>
  Object.hasOwn(strapi.contentTypes, uid);
