import type { Core, Modules } from '@strapi/strapi';
import { isRecord } from '../../../../shared/server/is-record';
import { isClubType, isWrite } from '../domain/writes';

type Middleware = Modules.Documents.Middleware.Middleware;
type Result = Awaited<ReturnType<Middleware>>;

const copied = ['create', 'update', 'publish', 'discardDraft'];

/** By what stands for a result inside, the result that goes out. */
const originals = new WeakMap<object, Result>();

const withoutId = (row: object): object => ({ ...row, id: undefined });

/** A publish has the rows of all its languages. */
function standIn(result: object): object {
  if (!('entries' in result) || !Array.isArray(result.entries)) return withoutId(result);
  return Object.assign(withoutId(result), { entries: result.entries.filter(isRecord).map(withoutId) });
}

/**
 * After each write, Strapi's i18n copies what is not translated from the row at hand to all other languages, be that a
 * translation whose links are incomplete because their target has no such language: English then loses its line-up
 * (https://github.com/strapi/strapi/issues/27467). It copies from the result's first row that has an id. So this
 * middleware stands inside i18n's and shows it none; `restoreAttribute` stands outside and gives the result itself to whoever
 * asked. What is shared is copied by `services/shared-copies`.
 */
export const maskAttribute: Middleware = async (context, next) => {
  const result = await next();
  if (!copied.includes(context.action) || !isClubType(context.uid) || !isRecord(result)) return result;
  const stand = standIn(result);
  originals.set(stand, result);
  // A row without an id is no document, and that is the point.
  return stand as Result;
};

/**
 * Stands outside i18n's middleware, and so opens the transaction that all of a write is one of. Left to itself, i18n copies
 * to several languages at once after the write is committed, each on a connection of its own: MySQL then finds a deadlock.
 */
export function restoreAttribute(strapi: Core.Strapi): Middleware {
  return async (context, next) => {
    if (!isWrite(context.action) || !isClubType(context.uid)) return next();
    const result = await strapi.db.transaction(async () => next());
    return isRecord(result) ? (originals.get(result) ?? result) : result;
  };
}
