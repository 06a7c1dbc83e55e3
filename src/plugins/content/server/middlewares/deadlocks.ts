import type { Core, Modules } from '@strapi/strapi';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { isClubType, isWrite } from '../domain/writes';
import { isObject } from '../../../../shared/server/is-record';

type Middleware = Modules.Documents.Middleware.Middleware;
type Result = Awaited<ReturnType<Middleware>>;

type WriteMethod = (params: unknown) => Promise<Result>;
const isWriteMethod = (value: unknown): value is WriteMethod => typeof value === 'function';

/**
 * Stands outside of all that a write is made of, and has it done again, whole, when it was the victim of a deadlock. Within
 * somebody else's transaction that one is undone, and is theirs to repeat.
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
      // `next` goes on from where it was: from now on the document service is asked anew.
      write = () => {
        const again = copyOf(original);
        repeated.add(again);
        return method(again);
      };
      return attempt();
    });
  };
}

/** A write fills in what nobody has sent (a slug, what translations share), which a second one would take as sent. */
const copyOf = (params: object): object => ({
  ...params,
  ...('data' in params && isObject(params.data) && { data: { ...params.data } }),
});
