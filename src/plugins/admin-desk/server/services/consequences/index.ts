import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../../database/retry-on-deadlock';
import { defaultLanguage } from '../../../../../shared/server/languages';
import type { ConsequencesAnswer, consequencesQuestion } from '../../../contract/consequences';
import { requireClubType } from '../access';
import { needsConfirmation } from '../../domain/consequences';
import { dryRun, type PanelRequest } from './dry-run';
import { observe } from './observe';

type Question = z.output<typeof consequencesQuestion>;

const nothing = { consequences: [], missing: { gaps: [], untranslated: [] }, refusal: null };

/** A refusal that no field of the form shows: the document is in use. */
const inUse = z.object({
  message: z.string(),
  details: z.object({ errors: z.tuple([z.object({ path: z.tuple([z.literal('documentId')]) })]) }),
});

const made = z.object({ data: z.object({ documentId: z.string() }) });

function requestOf({ type, action, documentId, locale, data }: Question): PanelRequest {
  const saving = documentId === undefined ? 'create' : 'update';
  return {
    action: action === 'save' ? saving : action,
    params: { model: type, ...(documentId !== undefined && { id: documentId }) },
    query: { locale },
    body: { ...data, locale },
  };
}

/** Says what would follow from what somebody is about to do, by doing it in a transaction that is rolled back. */
export function createConsequences({ strapi }: { strapi: Core.Strapi }) {
  return async function consequences(
    ctx: Context,
    question: Question,
    now: Date,
  ): Promise<ConsequencesAnswer['data']> {
    const { type, action, documentId = null, locale } = question;
    const uid = requireClubType(strapi, type);
    const look = await observe({ strapi, uid, action, documentId, now });

    try {
      const seen = await retryOnDeadlock(() =>
        dryRun(strapi, ctx, requestOf(question), (answer) =>
          look(documentId ?? made.parse(answer).data.documentId, [locale === '*' ? defaultLanguage : locale]),
        ),
      );
      const { consequences: found, missing } = seen;
      return { ...seen, refusal: null, needsConfirmation: needsConfirmation(action, found, missing) };
    } catch (error) {
      if (!(error instanceof errors.ApplicationError)) throw error;
      if (error instanceof errors.ForbiddenError || error instanceof errors.NotFoundError) throw error;
      const refused = inUse.safeParse(error).data;
      const isOfFields = action === 'publish' || action === 'save';
      // The form shows refusals of fields, when it is sent.
      if (!refused && isOfFields) return { ...nothing, needsConfirmation: false };
      return { ...nothing, refusal: String(error.message), needsConfirmation: true };
    }
  };
}
