import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core, Modules } from '@strapi/strapi';
import { isClubType, isWrite } from '../../../content/server/domain/writes';
import { actorOf } from '../domain/activity';
import { accountsService } from '../services';

type Middleware = Modules.Documents.Middleware.Middleware;

const writing = new AsyncLocalStorage<{ isWithinAnother: boolean }>();

/** Tells what somebody asked for from what follows of it: English is published again, and with it its translations. */
export const markWrites: Middleware = async ({ action }, next) =>
  isWrite(action) ? writing.run({ isWithinAnother: writing.getStore() !== undefined }, next) : next();

/**
 * Records changes of content by people and programs; what the club does by itself, such as an import, is nobody's. Within the
 * middlewares of `content`, and so in the transaction of the write, after its lock, and again where it is repeated.
 */
export function recordActivity(strapi: Core.Strapi): Middleware {
  return async (context, next) => {
    const { action, uid } = context;
    if (!isWrite(action) || !isClubType(uid) || writing.getStore()?.isWithinAnother) return next();
    const actor = actorOf(strapi.requestContext.get()?.state);
    if (!actor) return next();
    const params: Record<string, unknown> = context.params;
    return accountsService(strapi).activities.during({ action, uid, params }, actor, async () => next());
  };
}
