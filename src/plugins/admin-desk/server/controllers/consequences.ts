import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { adminAction } from '../../../../shared/server/admin-api';
import { validated } from '../../../../shared/server/validated';
import { consequencesQuestion, type ConsequencesAnswer } from '../../contract/consequences';
import { adminDeskService } from '../services';
import { staffOf } from '../services/access';

const permissionFor = { publish: 'publish', unpublish: 'publish', save: 'update', delete: 'delete' } as const;

/** For whoever may do what they ask about; of one entry the content manager's own controller decides. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  answer: adminAction(async (ctx): Promise<ConsequencesAnswer> => {
    const question = validated(consequencesQuestion, ctx.request.body);
    const action = `plugin::content-manager.explorer.${permissionFor[question.action]}`;
    if (!staffOf(strapi, ctx.state).may(action, question.type)) throw new errors.ForbiddenError();
    const data = await adminDeskService(strapi).consequences(ctx, question, new Date());
    ctx.status = 200;
    return { data };
  }),
});
