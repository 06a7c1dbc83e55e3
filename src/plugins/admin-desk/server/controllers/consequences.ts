import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { adminAction } from '../../../../shared/server/admin-api';
import { isObject } from '../../../../shared/server/is-record';
import { validated } from '../../../../shared/server/validated';
import { consequencesQuestion, type ConsequencesAnswer } from '../../contract/consequences';
import { adminDeskService } from '../services';

const ability = z.custom<{ can: (action: string, subject: string) => boolean }>(
  (value) => isObject(value) && typeof value['can'] === 'function',
);

const permissionFor = { publish: 'publish', unpublish: 'publish', save: 'update', delete: 'delete' } as const;

/** For whoever may do what they ask about; of one entry the content manager's own controller decides. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  answer: adminAction(async (ctx): Promise<ConsequencesAnswer> => {
    const question = validated(consequencesQuestion, ctx.request.body);
    const action = `plugin::content-manager.explorer.${permissionFor[question.action]}`;
    if (!ability.parse(ctx.state['userAbility']).can(action, question.type))
      throw new errors.ForbiddenError();
    const data = await adminDeskService(strapi).consequences(ctx, question, new Date());
    ctx.status = 200;
    return { data };
  }),
});
