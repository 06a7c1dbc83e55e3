import type { Core, Modules } from '@strapi/strapi';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { isClubType, isWrite } from '../domain/writes';
import { isObject } from '../../../../shared/server/is-record';
import { wrapAction } from '../../../../shared/server/wrap-action';

type Middleware = Modules.Documents.Middleware.Middleware;
type Result = Awaited<ReturnType<Middleware>>;

type WriteMethod = (params: unknown) => Promise<Result>;
const isWriteMethod = (value: unknown): value is WriteMethod => typeof value === 'function';

/**
 * Outermost middleware: repeats a write of the document service after a deadlock. Inside another transaction the whole of
 * that is undone, and its owner has to repeat it.
 */
export function retryWritesOnDeadlock(strapi: Core.Strapi): Middleware {
  const repeated = new WeakSet<object>();

  return async (context, next) => {
    const { action, uid, params } = context;
    if (!isWrite(action) || !isClubType(uid) || strapi.db.inTransaction() || repeated.has(params))
      return next();
    const method: unknown = Reflect.get(strapi.documents(uid), action);
    if (!isWriteMethod(method)) return next();
    const original = copyOf(params);
    let write = async (): Promise<Result> => next();
    return retryOnDeadlock(() => {
      const attempt = write;
      // `next` continues where it was, so a repetition calls the document service again.
      write = () => {
        const again = copyOf(original);
        repeated.add(again);
        return method(again);
      };
      return attempt();
    });
  };
}

/**
 * Repeats the panel's actions that put several writes into a transaction of their own: nobody else would
 * (content-manager's `controllers/collection-types.js`).
 */
export function retryPanelActionsOnDeadlock(strapi: Core.Strapi): void {
  const controller = strapi.plugin('content-manager').controller('collection-types');
  for (const name of ['publish', 'unpublish'])
    wrapAction(controller, name, ({ request }, original) => {
      const body: unknown = request.body;
      return retryOnDeadlock(() => {
        request.body = structuredClone(body);
        return original();
      });
    });
}

/** A write fills in data (a slug, what translations share) that a repetition would take for sent data. */
const copyOf = (params: object): object => ({
  ...params,
  ...('data' in params && isObject(params.data) && { data: { ...params.data } }),
});
