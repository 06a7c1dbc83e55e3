import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { adminAction } from '../../../../shared/server/admin-api';
import { defaultLanguage } from '../../../../shared/server/languages';
import { isClubType } from '../../../content/server/domain/writes';
import { contentServices } from '../../../content/server/services';
import type { EntryAnswer } from '../../contract/entry';
import { adminDeskService } from '../services';

/** For whoever may read the entry in English, which its panels compare with. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  findOne: adminAction(async ({ params: { type = '', documentId = '' }, state }): Promise<EntryAnswer> => {
    if (!isClubType(type) || !Object.hasOwn(strapi.contentTypes, type)) throw new errors.NotFoundError();
    const { documentAccess } = contentServices(strapi);
    if (!(await documentAccess.mayRead(state, type, documentId, defaultLanguage)))
      throw new errors.ForbiddenError();
    return { data: await adminDeskService(strapi).entry(type, documentId, new Date()) };
  }),
});
