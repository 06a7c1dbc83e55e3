import { setImmediate } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { bulkText, missingText, type BulkAction, type LeftOut } from '../domain/bulk-outcome';
import { includesEnglish } from '../../../../shared/server/languages';
import { isClubType, type ClubType } from '../domain/writes';
import { contentServices } from '.';
import { staffLanguage } from './staff-language';
import { isObject } from '../../../../shared/server/is-record';
import { wrapAction } from '../../../../shared/server/wrap-action';

/** The part of the content manager's own service that is used here; it has no types. */
interface DocumentManager {
  publishMany: (uid: string, documentIds: string[], locale: unknown) => Promise<number>;
  unpublishMany: (documentIds: string[], uid: string, options?: object) => Promise<{ count: number }>;
  deleteMany: (documentIds: string[], uid: string, options?: object) => Promise<{ count: number }>;
}
const documentManager = z.custom<DocumentManager>((value) => isObject(value) && 'publishMany' in value);

/** A selection in the English list means whole documents: English is deleted last, and the list offers no other way. */
const wholeWithEnglish = (options: object): object =>
  'locale' in options && !includesEnglish(options.locale) ? options : { ...options, locale: '*' };

const localeOf = (options: object): unknown => ('locale' in options ? options.locale : undefined);

/** What the panel is told about skipped documents, by the request's context. */
const leftOut = new WeakMap<object, { message: string; leftOut: Pick<LeftOut, 'reason' | 'errors'>[] }>();

const refusal = z.object({ message: z.string(), details: z.object({ errors: z.unknown() }) });

/** Adds a message about skipped documents to the response for the panel. */
function answerWithLeftOut(strapi: Core.Strapi): void {
  const controller = strapi.plugin('content-manager').controller('collection-types');
  for (const name of ['bulkPublish', 'bulkUnpublish', 'bulkDelete'])
    wrapAction(controller, name, async (ctx, original) => {
      const result = await original();
      const told = leftOut.get(ctx);
      if (told !== undefined && isObject(ctx.body)) ctx.body = { ...ctx.body, ...told };
      return result;
    });
}

/**
 * Publishes, unpublishes or deletes a selection of the panel's list one by one. Strapi does it in one transaction, so one
 * refused document rolls back all others, and its error does not say which one it was.
 */
export function runBulkActionsOneByOne(strapi: Core.Strapi): void {
  const service = documentManager.parse(strapi.plugin('content-manager').service('document-manager'));

  /**
   * Writes one document. Strapi silently skips documents that do not exist.
   *
   * @param write returns how many rows it wrote
   * @returns why the document was not written, or null
   */
  async function tryWrite(
    uid: ClubType,
    documentId: string,
    write: (documentId: string) => Promise<number>,
  ): Promise<Omit<LeftOut, 'name'> | null> {
    const language = staffLanguage(strapi);
    if ((await strapi.db.query(uid).count({ where: { documentId } })) === 0)
      return { reason: missingText('gone', language) };
    try {
      return (await write(documentId)) > 0 ? null : { reason: missingText('notInLanguage', language) };
    } catch (error) {
      if (!(error instanceof errors.ApplicationError)) throw error;
      const refused = refusal.safeParse(error).data;
      return { reason: String(error.message), ...(refused && { errors: refused.details.errors }) };
    }
  }

  /** @throws ValidationError that names all documents, if none was written; otherwise the response names the skipped ones */
  async function each(
    { action, uid, locale }: { action: BulkAction; uid: ClubType; locale: unknown },
    documentIds: readonly string[],
    write: (documentId: string) => Promise<number>,
  ): Promise<number> {
    const left: LeftOut[] = [];
    const language = staffLanguage(strapi);
    let done = 0;
    for (const documentId of new Set(documentIds)) {
      const why = await tryWrite(uid, documentId, write);
      if (why === null) done += 1;
      else left.push({ name: await contentServices(strapi).documentName(uid, documentId, locale), ...why });
      // SQLite answers synchronously: let other requests run in between.
      await setImmediate();
    }
    if (left.length === 0) return done;
    const text = bulkText(action, done, left, language);
    const reasons = left.map(({ name: _, ...why }) => why);
    const context = strapi.requestContext.get();
    if (done === 0 || context === undefined) throw new errors.ValidationError(text, { leftOut: reasons });
    leftOut.set(context, { message: text, leftOut: reasons });
    return done;
  }

  answerWithLeftOut(strapi);
  const publishMany = service.publishMany.bind(service);
  service.publishMany = (uid, documentIds, locale) =>
    isClubType(uid)
      ? each({ action: 'publish', uid, locale }, documentIds, (id) => publishMany(uid, [id], locale))
      : publishMany(uid, documentIds, locale);
  for (const action of ['unpublish', 'delete'] as const) {
    const original = service[`${action}Many`].bind(service);
    service[`${action}Many`] = async (documentIds, uid, options = {}) => {
      if (!isClubType(uid)) return original(documentIds, uid, options);
      const asked = action === 'delete' ? wholeWithEnglish(options) : options;
      const write = async (id: string): Promise<number> => (await original([id], uid, asked)).count;
      return { count: await each({ action, uid, locale: localeOf(options) }, documentIds, write) };
    };
  }
}
