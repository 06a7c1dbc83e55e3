import { setImmediate } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../../database/retry-on-deadlock';
import { isObject } from '../../../../../shared/server/is-record';
import type { ClubType } from '../../../../content/server/domain/writes';
import { missingText } from '../../../../content/server/domain/bulk-outcome';
import { contentServices } from '../../../../content/server/services';
import { staffLanguage } from '../../../../content/server/services/staff-language';
import type { SelectionAnswer, SelectionQuestion } from '../../../contract/selection';
import { summaryOf, type Outcome } from '../../domain/selection';
import { requireClubType } from '../access';
import { dryRun } from './dry-run';
import { observe } from './observe';

/** The content manager's actions on selections, which the panel's buttons call. */
const actions = { publish: 'bulkPublish', unpublish: 'bulkUnpublish', delete: 'bulkDelete' } as const;

/** Why nothing was written: `content`, services/bulk-actions.ts. */
const refusal = z.object({
  details: z.object({ leftOut: z.tuple([z.object({ reason: z.string(), errors: z.unknown().optional() })]) }),
});

/** The part of the content manager's own service that is used here; it has no types. */
interface DocumentManager {
  countManyEntriesDraftRelations: (ids: string[], uid: string, locale: unknown) => Promise<number>;
}
const documentManager = z.custom<DocumentManager>(
  (value) => isObject(value) && 'countManyEntriesDraftRelations' in value,
);

/**
 * Says what would follow from an action on a selection. It does it with one document at a time, as the action itself does, each in a
 * transaction of its own that is rolled back.
 */
export function createSelectionConsequences({ strapi }: { strapi: Core.Strapi }) {
  const linksUnpublished = async (
    uid: ClubType,
    documentId: string,
    locales: SelectionQuestion['locales'],
  ): Promise<boolean> => {
    const service: unknown = strapi.plugin('content-manager').service('document-manager');
    const manager = documentManager.parse(service);
    for (const locale of locales)
      if ((await manager.countManyEntriesDraftRelations([documentId], uid, locale)) > 0) return true;
    return false;
  };

  async function outcomeOf(
    ctx: Context,
    uid: ClubType,
    { action, locales }: SelectionQuestion,
    documentId: string,
    now: Date,
  ): Promise<Outcome> {
    const look = await observe({ strapi, uid, action, documentId, now });
    const locale = locales.length === 1 ? locales[0] : locales;
    const request = {
      action: actions[action],
      params: { model: uid },
      // Strapi's i18n moves the languages there from the query.
      query: {},
      body: { documentIds: [documentId], locale },
    };
    try {
      return await retryOnDeadlock(() =>
        dryRun(strapi, ctx, request, async () => ({
          refusal: null,
          ...(await look(documentId, locales)),
          linksUnpublished: action === 'publish' && (await linksUnpublished(uid, documentId, locales)),
        })),
      );
    } catch (error) {
      if (action === 'delete' && error instanceof errors.NotFoundError)
        return { refusal: { reason: missingText('gone', staffLanguage(strapi)) } };
      const refused = refusal.safeParse(error).data;
      if (!(error instanceof errors.ValidationError) || !refused) throw error;
      return { refusal: refused.details.leftOut[0] };
    }
  }

  return async function selection(
    ctx: Context,
    question: SelectionQuestion,
    now: Date,
  ): Promise<SelectionAnswer['data']> {
    const uid = requireClubType(strapi, question.type);
    const [first] = question.locales;
    const entries: { name: string; outcome: Outcome }[] = [];
    for (const documentId of new Set(question.documentIds)) {
      const name = await contentServices(strapi).documentName(uid, documentId, first);
      entries.push({ name, outcome: await outcomeOf(ctx, uid, question, documentId, now) });
      // SQLite answers synchronously: let other requests run in between.
      await setImmediate();
    }
    return summaryOf(entries);
  };
}
