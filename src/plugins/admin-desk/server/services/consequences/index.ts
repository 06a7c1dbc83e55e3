import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../../database/retry-on-deadlock';
import { defaultLanguage } from '../../../../../shared/server/languages';
import type { Consequence, ConsequencesAnswer, consequencesQuestion } from '../../../contract/consequences';
import { requireClubType } from '../access';
import { needsConfirmation } from '../../domain/consequences';
import { dryRun } from './dry-run';
import { readMissing } from './missing';
import type { ConsequenceSource, PlannedWrite } from './source';
import { sync } from './sync';
import { visibility } from './visibility';

/** What follows from a write. A new kind is a file beside these, and its entry here. */
const sources: readonly ConsequenceSource[] = [visibility, sync];

const nothing = { consequences: [], missing: { gaps: [], untranslated: [] }, refusal: null };

/** A refusal that no field of the form shows: the document is in use. */
const inUse = z.object({
  message: z.string(),
  details: z.object({ errors: z.tuple([z.object({ path: z.tuple([z.literal('documentId')]) })]) }),
});

/** Says what would follow from what somebody is about to do, by doing it in a transaction that is rolled back. */
export function createConsequences({ strapi }: { strapi: Core.Strapi }) {
  return async function consequences(
    ctx: Context,
    question: z.output<typeof consequencesQuestion>,
    now: Date,
  ): Promise<ConsequencesAnswer['data']> {
    const { type, action, documentId = null, locale } = question;
    const uid = requireClubType(strapi, type);
    const write: PlannedWrite = { strapi, uid, action, documentId, now };
    const looks: Awaited<ReturnType<ConsequenceSource>>[] = [];
    for (const source of sources) looks.push(await source(write));

    try {
      const seen = await retryOnDeadlock(() =>
        dryRun(strapi, ctx, question, async (written) => {
          const found: Consequence[] = [];
          for (const look of looks) found.push(...(await look(written)));
          const language = locale === '*' ? defaultLanguage : locale;
          return { consequences: found, missing: await readMissing(write, written, language) };
        }),
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
