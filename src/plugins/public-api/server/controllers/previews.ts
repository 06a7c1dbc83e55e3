import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { adminAction } from '../../../../shared/server/admin-api';
import { defaultLanguage, languages } from '../../../../shared/server/languages';
import { validated } from '../../../../shared/server/validated';
import type { previewAnswer } from '../../contract/preview';
import { previewSubject, previewsOf } from '../services/previews';

const query = z.object({
  lang: z.enum(languages, { error: `must be one of ${languages.join(', ')}` }).default(defaultLanguage),
});

const isType = (strapi: Core.Strapi, uid: string): uid is UID.ContentType =>
  Object.hasOwn(strapi.contentTypes, uid);

/** For whoever may read the entry; how much of it, the answer says. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  findOne: adminAction(
    async ({
      params: { type = '', documentId = '' },
      query: asked,
      state,
    }): Promise<z.infer<typeof previewAnswer>> => {
      const { lang } = validated(query, asked);
      const subject = isType(strapi, type) ? previewSubject(type, documentId) : null;
      if (subject === null) throw new errors.NotFoundError();
      const data = await previewsOf(strapi).forStaff(state, subject, lang, new Date());
      if (data === null) throw new errors.ForbiddenError();
      return { data };
    },
  ),
});
