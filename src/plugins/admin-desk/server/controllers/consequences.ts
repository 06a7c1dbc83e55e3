import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { adminAction } from '../../../../shared/server/admin-api';
import { validated } from '../../../../shared/server/validated';
import {
  consequencesQuestion,
  type ConsequenceAction,
  type ConsequencesAnswer,
} from '../../contract/consequences';
import { selectionQuestion, type SelectionAnswer } from '../../contract/selection';
import { adminDeskService } from '../services';
import { staffOf } from '../services/access';

const permissionFor = { publish: 'publish', unpublish: 'publish', save: 'update', delete: 'delete' } as const;

/** For whoever may do what they ask about; of one entry the content manager's own controller decides. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  function requireMay(ctx: Context, { action, type }: { action: ConsequenceAction; type: string }): void {
    const permission = `plugin::content-manager.explorer.${permissionFor[action]}`;
    if (!staffOf(strapi, ctx.state).may(permission, type)) throw new errors.ForbiddenError();
  }

  return {
    answer: adminAction(async (ctx): Promise<ConsequencesAnswer> => {
      const question = validated(consequencesQuestion, ctx.request.body);
      requireMay(ctx, question);
      const data = await adminDeskService(strapi).consequences(ctx, question, new Date());
      ctx.status = 200;
      return { data };
    }),

    selection: adminAction(async (ctx): Promise<SelectionAnswer> => {
      const question = validated(selectionQuestion, ctx.request.body);
      requireMay(ctx, question);
      const data = await adminDeskService(strapi).selectionConsequences(ctx, question, new Date());
      ctx.status = 200;
      return { data };
    }),
  };
};
