import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { defaultLanguage } from '../../../../shared/server/languages';
import { validated } from '../../../../shared/server/validated';
import { wrapAction } from '../../../../shared/server/wrap-action';
import { isLocalized } from '../../contract/localized';
import { noVersion, openedVersionHeader } from '../../contract/opened-version';
import { isOpenedVersion } from '../domain/opened-version';
import { contentServices } from '.';
import { schemasOf } from './schemas';

const path = z.looseObject({ model: z.string(), id: z.string().optional() });
const body = z.looseObject({ locale: z.string().nullish() });
/** Of each option too: where one alone takes texts, a union passes on what that one says. */
const error = `must be a date and time with its offset, or ${noVersion}`;
const sentHeaders = z.looseObject({
  [openedVersionHeader]: z.union([z.literal(noVersion), z.iso.datetime({ offset: true, error })], { error }),
});
const stored = z.object({ updatedAt: z.coerce.date() }).nullable();

/**
 * Answers 409 to a save of the admin panel's form if somebody else has saved since it was opened. The check and the save
 * are one transaction that locks the document first, so no other save can come in between.
 */
export function refuseOverwrites(strapi: Core.Strapi): void {
  const isType = (uid: string): uid is UID.ContentType => Object.hasOwn(strapi.contentTypes, uid);

  async function requireOpenedVersion(ctx: Context, uid: UID.ContentType, documentId: string): Promise<void> {
    const { [openedVersionHeader]: opened } = validated(sentHeaders, ctx.headers);
    await contentServices(strapi).documentLock.take(uid, [documentId]);
    const { locale } = validated(body, ctx.request.body ?? {});
    const row: unknown = await strapi.db.query(uid).findOne({
      where: {
        documentId,
        ...(isLocalized(strapi.contentType(uid)) === true && { locale: locale ?? defaultLanguage }),
        ...(schemasOf(strapi).hasDrafts(uid) && { publishedAt: null }),
      },
      select: ['updatedAt'],
    });
    if (isOpenedVersion(opened, stored.parse(row)?.updatedAt)) return;
    // Strapi answers 404.
    if ((await strapi.db.query(uid).count({ where: { documentId } })) === 0) return;
    // Strapi checks permissions after this.
    const mayRead = await contentServices(strapi).documentAccess.mayRead(
      ctx.state,
      uid,
      documentId,
      locale ?? defaultLanguage,
    );
    if (!mayRead) throw new errors.ForbiddenError();
    ctx.throw(409, 'The entry has been saved since the form was opened');
  }

  const checked = async (ctx: Context, original: () => Promise<unknown>): Promise<unknown> => {
    const { model, id } = validated(path, ctx.params);
    if (ctx.headers[openedVersionHeader] === undefined || id === undefined || !isType(model))
      return original();
    return strapi.db.transaction(async () => {
      await requireOpenedVersion(ctx, model, id);
      return original();
    });
  };

  const controller = strapi.plugin('content-manager').controller('collection-types');
  // Repeated after deadlocks by `retryPanelActionsOnDeadlock`.
  wrapAction(controller, 'publish', checked);
  wrapAction(controller, 'update', (ctx, original) => {
    const sent: unknown = ctx.request.body;
    return retryOnDeadlock(() => {
      ctx.request.body = structuredClone(sent);
      return checked(ctx, original);
    });
  });
}
