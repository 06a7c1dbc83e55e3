import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import type { CardList, CheckAnswer, ResumeAnswer, SyncAnswer } from '../../contract/integrations';
import { integrationsService } from '../services';

const params = z.object({ name: z.string() });

const nameOf = (ctx: Context): string => params.parse(ctx['params']).name;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const integrations = () => integrationsService(strapi);

  return {
    async find(ctx: Context): Promise<void> {
      ctx.body = { data: await integrations().cards() } satisfies CardList;
    },

    async check(ctx: Context): Promise<void> {
      const name = nameOf(ctx);
      const problem = await integrations().check(name);
      ctx.body = { data: { problem, card: await integrations().card(name) } } satisfies CheckAnswer;
    },

    async sync(ctx: Context): Promise<void> {
      ctx.body = { task_id: await integrations().syncAll(nameOf(ctx)) } satisfies SyncAnswer;
      ctx.status = 202;
    },

    async resume(ctx: Context): Promise<void> {
      const name = nameOf(ctx);
      await integrations().resume(name);
      ctx.body = { data: await integrations().card(name) } satisfies ResumeAnswer;
    },
  };
};
