import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { wrapAction } from '../../../../shared/server/wrap-action';
import { countDocuments } from '../domain/document-counts';
import { contentServices } from '.';
import { schemasOf } from './schemas';

const hidden = z.looseObject({ 'content-manager': z.looseObject({ visible: z.literal(false) }) });

/** Strapi counts on its home page all documents of a type, also for those who may read their own only (strapi/strapi#22676). */
export function countReadableOnly(strapi: Core.Strapi): void {
  const isShown = (uid: UID.ContentType): boolean =>
    !hidden.safeParse(schemasOf(strapi).type(uid).pluginOptions).success;
  const isType = (uid: string): uid is UID.ContentType => Object.hasOwn(strapi.contentTypes, uid);

  const controller = strapi.plugin('content-manager').controller('homepage');
  wrapAction(controller, 'getCountDocuments', async (ctx, original) => {
    const access = contentServices(strapi).documentAccess;
    const types = Object.keys(strapi.contentTypes)
      .filter(isType)
      .filter((uid) => isShown(uid) && access.mayReadSome(ctx.state, uid));
    if (types.every((uid) => access.mayReadType(ctx.state, uid))) return original();
    const versions = await Promise.all(types.map((uid) => access.readableVersions(ctx.state, uid)));
    return { data: countDocuments(versions.flat()) };
  });
}
