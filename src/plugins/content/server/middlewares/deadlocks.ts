import type { Core, Modules } from '@strapi/strapi';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { isClubType, isWrite } from '../domain/writes';
import { isObject } from '../../../../shared/server/is-record';

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

/** A write fills in data (a slug, what translations share) that a repetition would take for sent data. */
const copyOf = (params: object): object => ({
  ...params,
  ...('data' in params && isObject(params.data) && { data: { ...params.data } }),
});
