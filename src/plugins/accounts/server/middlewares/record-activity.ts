import type { Core, Modules } from '@strapi/strapi';
import { isClubType, isWrite } from '../../../content/server/domain/writes';
import { actorOf } from '../domain/activity';
import { accountsService } from '../services';

/**
 * Records changes of content by people and programs; what the club does by itself, such as an import, is nobody's. Within the
 * middlewares of `content`, and so in the transaction of the write and its repetitions after a deadlock.
 */
export function recordActivity(strapi: Core.Strapi): Modules.Documents.Middleware.Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    if (!isWrite(action) || !isClubType(uid)) return next();
    const actor = actorOf(strapi.requestContext.get()?.state);
    if (!actor) return next();
    const params: Record<string, unknown> = context.params;
    return accountsService(strapi).activities.during({ action, uid, params }, actor, async () => next());
  };
}
