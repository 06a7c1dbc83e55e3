import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { bulkText, missingText, type BulkAct, type LeftOut } from '../domain/bulk-outcome';
import { includesEnglish } from '../domain/languages';
import { namingAttribute } from '../domain/naming';
import { isBlank } from '../domain/rules/faults';
import { isClubType, isRecord, type ClubType } from '../domain/writes';
import { schemasOf } from './schemas';
import { staffLanguage } from './staff-language';

/** As much of the content manager's own service as is used here; it has no types. */
interface DocumentManager {
  publishMany: (uid: string, documentIds: string[], locale: unknown) => Promise<number>;
  unpublishMany: (documentIds: string[], uid: string, options?: object) => Promise<{ count: number }>;
  deleteMany: (documentIds: string[], uid: string, options?: object) => Promise<{ count: number }>;
}
const documentManager = z.custom<DocumentManager>((value) => isRecord(value) && 'publishMany' in value);

const rowList = z.array(z.record(z.string(), z.unknown()));

/** A selection of the English list is of documents: English is deleted last, and the list offers no other way. */
const wholeWithEnglish = (options: object): object =>
  'locale' in options && !includesEnglish(options.locale) ? options : { ...options, locale: '*' };

/**
 * Has a selection in the panel's list published, unpublished or deleted one by one. Strapi does it in one transaction, so
 * that one document which may not be takes all others back, and nobody learns which it was.
 */
export function doOneByOne(strapi: Core.Strapi): void {
  const service = documentManager.parse(strapi.plugin('content-manager').service('document-manager'));
  const { attributesOf } = schemasOf(strapi);

  /** What a document is called, in the first of its languages that says so. */
  async function nameOf(uid: ClubType, documentId: string): Promise<string> {
    const name = namingAttribute(attributesOf(uid));
    if (name === undefined) return documentId;
    const found: unknown = await strapi.db
      .query(uid)
      .findMany({ select: ['id', name], where: { documentId }, orderBy: 'id' });
    const named = rowList.parse(found).find((row) => !isBlank(row[name]));
    return named ? String(named[name]) : documentId;
  }

  /**
   * Writes one document, or says why not. Strapi writes nothing, and says nothing, of what is not there.
   *
   * @param write answers how many rows it wrote
   */
  async function reasonAgainst(
    uid: ClubType,
    documentId: string,
    write: (documentId: string) => Promise<number>,
  ): Promise<string | null> {
    const language = staffLanguage(strapi);
    if ((await strapi.db.query(uid).count({ where: { documentId } })) === 0)
      return missingText('gone', language);
    try {
      return (await write(documentId)) > 0 ? null : missingText('notInLanguage', language);
    } catch (error) {
      if (!(error instanceof errors.ApplicationError)) throw error;
      return String(error.message);
    }
  }

  async function each(
    act: BulkAct,
    uid: ClubType,
    documentIds: readonly string[],
    write: (documentId: string) => Promise<number>,
  ): Promise<number> {
    const left: LeftOut[] = [];
    const language = staffLanguage(strapi);
    let done = 0;
    for (const documentId of new Set(documentIds)) {
      const reason = await reasonAgainst(uid, documentId, write);
      if (reason === null) done += 1;
      else left.push({ name: await nameOf(uid, documentId), reason });
    }
    if (left.length > 0) throw new errors.ValidationError(bulkText(act, done, left, language));
    return done;
  }

  const { publishMany, unpublishMany, deleteMany } = service;

  service.publishMany = (uid, documentIds, locale) =>
    isClubType(uid)
      ? each('publish', uid, documentIds, (id) => publishMany.call(service, uid, [id], locale))
      : publishMany.call(service, uid, documentIds, locale);
  service.unpublishMany = async (documentIds, uid, options = {}) =>
    isClubType(uid)
      ? {
          count: await each('unpublish', uid, documentIds, async (id) => {
            const { count } = await unpublishMany.call(service, [id], uid, options);
            return count;
          }),
        }
      : unpublishMany.call(service, documentIds, uid, options);
  service.deleteMany = async (documentIds, uid, options = {}) =>
    isClubType(uid)
      ? {
          count: await each('delete', uid, documentIds, async (id) => {
            const { count } = await deleteMany.call(service, [id], uid, wholeWithEnglish(options));
            return count;
          }),
        }
      : deleteMany.call(service, documentIds, uid, options);
}
