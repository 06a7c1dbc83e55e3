import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { adminAction } from '../../../../shared/server/admin-api';
import { defaultLanguage } from '../../../../shared/server/languages';
import { contentServices } from '../../../content/server/services';
import type { EntryAnswer } from '../../contract/entry';
import { adminDeskService } from '../services';
import { requireClubType } from '../services/access';

/** For whoever may read the entry in English, which its panels compare with. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  findOne: adminAction(async ({ params: { type = '', documentId = '' }, state }): Promise<EntryAnswer> => {
    const uid = requireClubType(strapi, type);
    const { documentAccess } = contentServices(strapi);
    if (!(await documentAccess.mayRead(state, uid, documentId, defaultLanguage)))
      throw new errors.ForbiddenError();
    return { data: await adminDeskService(strapi).entry(uid, documentId, new Date()) };
  }),
});
