import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import type { SyncAnswer, standingsAnswer } from '../../contract/standing';
import { mayReadEvent } from '../services/readers';
import { eventSyncService } from '../services';

const params = z.object({ documentId: z.string() });

const idOf = (ctx: Context): string => params.parse(ctx['params']).documentId;

const notFound = (): never => {
  throw new errors.NotFoundError('There is no such event.');
};

/** What the panel beside an event asks and does; the routes say who may. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const panel = () => eventSyncService(strapi).panel;

  return {
    async standings(ctx: Context): Promise<void> {
      const documentId = idOf(ctx);
      const data = (await panel().standings(documentId)) ?? notFound();
      if (!(await mayReadEvent(strapi, ctx.state['userAbility'], documentId)))
        throw new errors.ForbiddenError();
      ctx.body = { data } satisfies z.infer<typeof standingsAnswer>;
    },

    async sync(ctx: Context): Promise<void> {
      const targets = (await panel().sync(idOf(ctx))) ?? notFound();
      ctx.body = { data: { targets } } satisfies SyncAnswer;
      ctx.status = 202;
    },
  };
};
