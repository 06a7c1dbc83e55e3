import type { Core, Modules } from '@strapi/strapi';
import { isRecord } from '../../../../shared/server/is-record';
import { isClubType, isWrite } from '../domain/writes';

type Middleware = Modules.Documents.Middleware.Middleware;
type Result = Awaited<ReturnType<Middleware>>;

const copied = ['create', 'update', 'publish', 'discardDraft'];

/** The original results, by the stand-ins that i18n sees. */
const originals = new WeakMap<object, Result>();

const withoutId = (row: object): object => ({ ...row, id: undefined });

/** The result of a publish has the rows of all its languages. */
function standIn(result: object): object {
  if (!('entries' in result) || !Array.isArray(result.entries)) return withoutId(result);
  return Object.assign(withoutId(result), { entries: result.entries.filter(isRecord).map(withoutId) });
}

/**
 * After each write, Strapi's i18n copies shared attributes from the written row to all other languages, even from a
 * translation whose links are incomplete because their target has no such language: English then loses its line-up
 * (https://github.com/strapi/strapi/issues/27467). It copies from the first row of the result that has an id. This
 * middleware, inside i18n's, hides the ids; `restoreAttribute`, outside, returns the original result to the caller.
 * `services/shared-copies` copies shared attributes instead.
 */
export const maskAttribute: Middleware = async (context, next) => {
  const result = await next();
  if (!copied.includes(context.action) || !isClubType(context.uid) || !isRecord(result)) return result;
  const stand = standIn(result);
  originals.set(stand, result);
  // Deliberately not a document: it has no id.
  return stand as Result;
};

/**
 * Outside i18n's middleware, so it opens the transaction of the whole write. Without it, i18n copies to several languages
 * at once after the commit, each on its own connection, which deadlocks on MySQL.
 */
export function restoreAttribute(strapi: Core.Strapi): Middleware {
  return async (context, next) => {
    if (!isWrite(context.action) || !isClubType(context.uid)) return next();
    const result = await strapi.db.transaction(async () => next());
    return isRecord(result) ? (originals.get(result) ?? result) : result;
  };
}
