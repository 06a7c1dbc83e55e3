import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { bulkText, type LeftOut } from '../domain/bulk-outcome';
import { inUseText, referencesTo, type Loss, type Reference, type Users } from '../domain/in-use';
import { groupBy } from '../../../../shared/server/group-by';
import { defaultLanguage, includesEnglish } from '../../../../shared/server/languages';
import { documentText, namingColumns, quoted } from '../domain/naming';
import type { Values } from '../domain/rules/issues';
import { gateOf } from '../domain/public';
import { isClubType, type ClubType, type WriteAction } from '../domain/writes';
import { contentServices } from '.';
import { refusal } from './refusal';
import { schemasOf } from './schemas';
import { staffLanguage } from './staff-language';
import { isRecord } from '../../../../shared/server/is-record';

const rowList = z.array(z.looseObject({ documentId: z.string() }));
const switched = z.array(z.object({ isActive: z.boolean().nullable(), publishedAt: z.unknown() }));

/** A file of the media library. */
export interface MediaFile {
  id: number;
  name: string;
  hash: string;
}

/** Files in use that a refusal names at most; a folder may have many. */
const mostFiles = 10;

/** Refuses to delete or hide what other documents use: they would silently lose their place or their line-up. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { all, attributesOf, componentOf, hasDrafts, type } = schemasOf(strapi);
  const clubTypes = all.filter(({ uid }) => isClubType(uid));

  const nameIn = (uid: ClubType, rows: readonly Values[]): string =>
    documentText(rows, type(uid), staffLanguage(strapi));

  async function usersBy(
    { uid, word, path }: Reference,
    documentId: unknown,
    more: object,
  ): Promise<Values[]> {
    if (!isClubType(uid)) return [];
    const where = path.reduceRight<object>((inner, step) => ({ [step]: inner }), { documentId });
    const found: unknown = await strapi.db.query(uid).findMany({
      select: namingColumns(attributesOf(uid)),
      where: { ...where, locale: defaultLanguage, ...more },
      orderBy: { id: 'desc' },
    });
    return (
      rowList
        .parse(found)
        // Strapi's i18n relates the languages of a document to each other.
        .filter((row) => row.documentId !== documentId)
        .map((row) => ({ word, documentId: row.documentId, name: nameIn(uid, [row]) }))
    );
  }

  /** Drafts and published rows are one document. */
  async function users(
    references: readonly Reference[],
    documentId: unknown,
    more: object,
  ): Promise<Users[]> {
    const names = new Map<string, Map<unknown, string>>();
    for (const reference of references) {
      const ofType = names.get(reference.word) ?? new Map<unknown, string>();
      for (const user of await usersBy(reference, documentId, more))
        if (!ofType.has(user['documentId'])) ofType.set(user['documentId'], String(user['name']));
      if (ofType.size > 0) names.set(reference.word, ofType);
    }
    return [...names].map(([word, ofType]) => ({ word, names: [...ofType.values()] }));
  }

  function refuse(loss: Loss, using: readonly Users[], hasSwitch = false): void {
    if (using.length === 0) return;
    const message = inUseText(using, { loss, hasSwitch, language: staffLanguage(strapi) });
    throw refusal([{ path: ['documentId'], message }], message);
  }

  /** Upcoming documents that use this one: only types with an `endTime` can be upcoming. */
  async function upcoming(uid: UID.ContentType, documentId: unknown): Promise<Users[]> {
    const timed = referencesTo(uid, clubTypes, componentOf).filter((reference) =>
      clubTypes.some((each) => each.uid === reference.uid && 'endTime' in each.attributes),
    );
    return users(timed, documentId, { publishedAt: { $notNull: true }, endTime: { $gt: new Date() } });
  }

  /** Whether a write hides from readers what they see in English. */
  async function hides(
    action: WriteAction,
    uid: ClubType,
    { documentId, locale, data, status }: Values,
  ): Promise<boolean> {
    if (!includesEnglish(locale ?? defaultLanguage)) return false;
    if (action === 'unpublish') return true;
    if (!('isActive' in attributesOf(uid))) return false;
    const sent = isRecord(data) ? data['isActive'] : undefined;
    if (action === 'update' && (status === 'published' || !hasDrafts(uid))) {
      if (sent !== undefined) return sent === false;
    } else if (action !== 'publish') return false;
    const rows = await strapi.db.query(uid).findMany({
      select: ['isActive', 'publishedAt'],
      where: { documentId, locale: defaultLanguage },
    });
    const [draft, shown] = [false, true].map((isShown) =>
      switched.parse(rows).find(({ publishedAt }) => Boolean(publishedAt) === isShown),
    );
    return draft?.isActive === false && shown?.isActive === true;
  }

  /**
   * Whether a reference names the tier of a gate. Deleting the tier would open the gate to all, so not even the club's
   * own commands may.
   */
  const isGateReference = ({ uid: from, path }: Reference): boolean =>
    path.length === 1 && gateOf(type(from as UID.ContentType))?.tier === path[0];

  /** The documents whose texts contain a file. The addresses of all its sizes contain its hash. */
  async function documentsMentioning(uid: ClubType, { hash }: MediaFile): Promise<string[]> {
    const texts = Object.entries(attributesOf(uid)).filter(([, attribute]) => attribute.type === 'richtext');
    if (texts.length === 0) return [];
    const where = { $or: texts.map(([attribute]) => ({ [attribute]: { $contains: hash } })) };
    const found: unknown = await strapi.db.query(uid).findMany({ select: ['documentId'], where });
    return rowList.parse(found).map(({ documentId }) => documentId);
  }

  /** The documents that show a file, by their names in English, or in the one language that shows it. */
  async function usersOf(file: MediaFile): Promise<Users[]> {
    const using: Users[] = [];
    const linked = await contentServices(strapi).revisions.usersOfFile(file.id);
    for (const { uid } of clubTypes) {
      if (!isClubType(uid)) continue;
      const ids = new Set([...(linked.get(uid) ?? []), ...(await documentsMentioning(uid, file))]);
      if (ids.size === 0) continue;
      const found: unknown = await strapi.db.query(uid).findMany({
        select: namingColumns(attributesOf(uid)),
        where: { documentId: { $in: [...ids] } },
        orderBy: { id: 'desc' },
      });
      const documents = [...groupBy(rowList.parse(found), ({ documentId }) => documentId).values()];
      using.push({
        word: type(uid).info.singularName,
        names: documents.map((rows) => nameIn(uid, rows)),
      });
    }
    return using;
  }

  return {
    /** The published documents that show a document, by their names in the panel language of the signed-in user. */
    shownBy: (uid: ClubType, documentId: string): Promise<Users[]> =>
      users(referencesTo(uid, clubTypes, componentOf), documentId, { publishedAt: { $notNull: true } }),

    /**
     * Refuses to remove files that documents, drafts or published, show. The club's own commands, which run outside of
     * requests, are not checked.
     * @throws ValidationError that names the documents, in the panel language of the signed-in user
     */
    async requireUnusedFiles(files: readonly MediaFile[]): Promise<void> {
      if (strapi.requestContext.get() === undefined) return;
      const language = staffLanguage(strapi);
      const left: (LeftOut & { id: number })[] = [];
      for (const file of files) {
        const { id, name } = file;
        const using = await usersOf(file);
        if (using.length === 0) continue;
        const reason = inUseText(using, { loss: 'deleted', hasSwitch: false, language });
        left.push({ id, name: quoted(name, language), reason });
      }
      const issues = left.map(({ id, name, reason }) => ({
        path: ['files', String(id)],
        message: `${name} – ${reason}`,
      }));
      const [first] = issues;
      if (!first) return;
      if (files.length === 1) throw refusal(issues, first.message);
      // Nothing of a selection is deleted then.
      const text = bulkText('delete', 0, left.slice(0, mostFiles), language);
      throw refusal(issues, left.length > mostFiles ? `${text} …` : text);
    },

    /**
     * Refuses a write that removes what other documents show. The club's own commands, which run outside of requests, are
     * not checked, except that they may not open a gate either.
     * @throws ValidationError that names the documents, in the panel language of the signed-in user
     */
    async requireUnused(action: WriteAction, uid: ClubType, params: object): Promise<void> {
      const values: Values = { ...params };
      const { documentId, locale } = values;
      const isAsked = strapi.requestContext.get() !== undefined;
      // Only English remains to be checked here: other languages are deleted first.
      if (action === 'delete' && includesEnglish(locale ?? '*')) {
        const references = referencesTo(uid, clubTypes, componentOf);
        const asked = isAsked ? references : references.filter(isGateReference);
        const using = await users(asked, documentId, {});
        if (using.length === 0) return;
        // Do not suggest hiding it if that would be refused next.
        const hasSwitch = 'isActive' in attributesOf(uid) && (await upcoming(uid, documentId)).length === 0;
        return refuse('deleted', using, hasSwitch);
      }
      if (
        isAsked &&
        ['unpublish', 'publish', 'update'].includes(action) &&
        (await hides(action, uid, values))
      )
        refuse('hidden', await upcoming(uid, documentId));
    },
  };
};
