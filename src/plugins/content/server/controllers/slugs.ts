import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { validated } from '../../../../shared/server/validated';
import { slugQuestion, type SlugAnswer } from '../../contract/slug';
import { isClubType, type ClubType } from '../domain/writes';
import { contentServices } from '../services';

const ability = z.custom<{ can: (action: string, subject: string) => boolean }>(
  (value) => typeof value === 'object' && value !== null && 'can' in value,
);

const hasSlug = (strapi: Core.Strapi, uid: ClubType): boolean =>
  Object.hasOwn(strapi.contentTypes, uid) && 'slug' in strapi.contentType(uid).attributes;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The slug that the document would get if the form were saved. */
  async answer(ctx: Context): Promise<void> {
    const { uid, ...question } = validated(slugQuestion, ctx.request.body);
    const mayRead = ability.parse(ctx.state['userAbility']).can('plugin::content-manager.explorer.read', uid);
    if (!mayRead || !isClubType(uid) || !hasSlug(strapi, uid)) throw new errors.ForbiddenError();
    const { documentId, isCopy, slug, title } = question;
    const { documentAccess, slugChoice } = contentServices(strapi);
    if (documentId !== undefined && !(await documentAccess.mayRead(ctx.state, uid, documentId)))
      throw new errors.ForbiddenError();
    const answer = await slugChoice.answer(uid, { documentId, isCopy, slug, title });
    ctx.body = answer satisfies SlugAnswer;
  },
});
