import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import type { consequencesQuestion } from '../../../contract/consequences';

type Question = z.output<typeof consequencesQuestion>;

/** The actions of the content manager's controller for collection types, which the panel's buttons call. */
const actionOf = ({ action, documentId }: Question): string =>
  action === 'save' ? (documentId === undefined ? 'create' : 'update') : action;

const answer = z.object({ data: z.object({ documentId: z.string() }) });

/** Asks the content manager's own controller, with its permissions and guards, for what a button of the panel asks. */
async function write(strapi: Core.Strapi, ctx: Context, question: Question): Promise<string> {
  const { type, documentId, locale, data } = question;
  const perform = strapi.plugin('content-manager').controller('collection-types')[actionOf(question)];
  if (!perform) throw new Error(`Strapi has no action ${actionOf(question)} in this controller`);
  ctx['params'] = { model: type, ...(documentId !== undefined && { id: documentId }) };
  ctx.query = { locale };
  // A write fills in data, which a repetition must not take for sent data.
  ctx.request.body = { ...structuredClone(data), locale };
  await perform(ctx, () => Promise.resolve());
  if (ctx.status === 404) throw new errors.NotFoundError();
  if (ctx.status >= 400) throw new errors.ForbiddenError();
  return documentId ?? answer.parse(ctx.body).data.documentId;
}

const rolledBack = new Error('A dry run is rolled back.');

/**
 * Makes a write as the panel would, looks at what has come of it, and rolls everything back: rules, links, languages and dates are
 * those of the write itself. On SQLite others who write wait for as long as the write takes.
 *
 * @param look reads what the transaction has written
 * @throws whatever the write is refused with
 */
export async function dryRun<Seen extends object>(
  strapi: Core.Strapi,
  ctx: Context,
  question: Question,
  look: (documentId: string) => Promise<Seen>,
): Promise<Seen> {
  const own: { params: unknown; query: unknown } = { params: ctx['params'], query: ctx.query };
  const body: unknown = ctx.request.body;
  const seen: Seen[] = [];
  try {
    await strapi.db.transaction(async () => {
      seen.splice(0, seen.length, await look(await write(strapi, ctx, question)));
      throw rolledBack;
    });
  } catch (error) {
    if (error !== rolledBack) throw error;
  } finally {
    Object.assign(ctx, own);
    ctx.request.body = body;
  }
  const [result] = seen;
  if (result === undefined) throw new Error('The transaction of a dry run was not rolled back.');
  return result;
}
