import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

/** What the content manager's controller for collection types gets when somebody presses a button of the panel. */
export interface PanelRequest {
  action: string;
  params: object;
  query: object;
  body: object;
}

/** Asks the content manager's own controller, with its permissions and guards. @returns its answer */
async function write(strapi: Core.Strapi, ctx: Context, request: PanelRequest): Promise<unknown> {
  const { action, params, query, body } = request;
  const perform = strapi.plugin('content-manager').controller('collection-types')[action];
  if (!perform) throw new Error(`Strapi has no action ${action} in this controller`);
  ctx['params'] = params;
  ctx.query = { ...query };
  // A write fills in data, which a repetition must not take for sent data.
  ctx.request.body = structuredClone(body);
  await perform(ctx, () => Promise.resolve());
  if (ctx.status === 404) throw new errors.NotFoundError();
  if (ctx.status >= 400) throw new errors.ForbiddenError();
  return ctx.body;
}

const rolledBack = new Error('A dry run is rolled back.');

/**
 * Makes a write as the panel would, looks at what has come of it, and rolls everything back: rules, links, languages and dates are
 * those of the write itself. On SQLite others who write wait for as long as the write takes.
 *
 * @param look reads what the transaction has written; it gets the controller's answer
 * @throws whatever the write is refused with
 */
export async function dryRun<Seen extends object>(
  strapi: Core.Strapi,
  ctx: Context,
  request: PanelRequest,
  look: (answer: unknown) => Promise<Seen>,
): Promise<Seen> {
  const own: { params: unknown; query: unknown } = { params: ctx['params'], query: ctx.query };
  const body: unknown = ctx.request.body;
  const seen: Seen[] = [];
  try {
    await strapi.db.transaction(async () => {
      seen.splice(0, seen.length, await look(await write(strapi, ctx, request)));
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
