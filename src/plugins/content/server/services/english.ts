import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { englishText, type EnglishText } from '../domain/english-texts';
import {
  defaultLanguage,
  includesEnglish,
  isLocaleFor,
  isNoLocale,
  languages,
} from '../../../../shared/server/languages';
import { publicEnglish } from '../domain/public';
import { changedSharedAttributes, copied, populationOf, sharedAttributes } from '../domain/shared-attributes';
import { refusal } from './refusal';
import { schemasOf } from './schemas';
import { staffLanguage } from './staff-language';

type Data = Record<string, unknown>;

const rowList = z.array(z.record(z.string(), z.unknown()));

/** English leads: what is not translated is edited there, and stands in the other languages as a copy. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, componentOf, hasDrafts, type } = schemasOf(strapi);

  /** The English rows, what is edited first, and those of another language. */
  async function rowsFor(
    uid: UID.ContentType,
    documentId: string,
    locale: unknown,
  ): Promise<{ english: Data[]; own: Data[] }> {
    const attributes = attributesOf(uid);
    const found: unknown = await strapi.db.query(uid).findMany({
      where: { documentId, locale: { $in: [defaultLanguage, locale] } },
      populate: populationOf(attributes, sharedAttributes(attributes), componentOf),
    });
    const isDraft = (row: Data): boolean => row['publishedAt'] === null;
    const rows = rowList.parse(found).sort((a, b) => Number(isDraft(b)) - Number(isDraft(a)));
    return {
      english: rows.filter((row) => row['locale'] === defaultLanguage),
      own: rows.filter((row) => row['locale'] !== defaultLanguage),
    };
  }

  const text = (key: EnglishText): string => englishText(key, staffLanguage(strapi));

  /** A refusal because of the language that a write is in. */
  function localeRefusal(key: EnglishText): Error {
    const message = text(key);
    return refusal([{ path: ['locale'], message }], message);
  }

  return {
    /**
     * No language finds its way in that the club does not have, whoever writes or asks.
     * @throws ValidationError naming the languages that there are
     */
    requireClubLanguage(action: string, params: Data): void {
      if (isNoLocale(params['locale'])) delete params['locale'];
      if (isLocaleFor(action, params['locale'])) return;
      throw refusal([{ path: ['locale'], message: text('oneLanguage') }]);
    },

    /**
     * Leaves of a translation's data what is translated; a new translation also gets all that is shared from English. Left
     * to itself, Strapi would take that from whichever row was published last, and would look for the links' targets in the
     * translation's language and refuse, where these are not translated.
     * @throws ValidationError when it would change what is the same in every language, or when there is no English yet
     */
    async keepTranslatedOnly(
      uid: UID.ContentType,
      documentId: unknown,
      locale: unknown,
      data: Data,
    ): Promise<void> {
      const attributes = attributesOf(uid);
      const shared = sharedAttributes(attributes);
      const { english, own } =
        typeof documentId === 'string' ? await rowsFor(uid, documentId, locale) : { english: [], own: [] };
      const [edited] = english;
      if (!edited) throw localeRefusal('englishFirst');

      const against = { rows: [...english, ...own], isNew: own.length === 0 };
      const changed = changedSharedAttributes(attributes, data, against, componentOf);
      if (changed.length > 0)
        throw refusal(changed.map((field) => ({ path: [field], message: text('sameEverywhere') })));
      for (const attribute of shared) delete data[attribute];
      if ('slug' in attributes) data['slug'] = edited['slug'];
      if (own.length === 0) Object.assign(data, copied(attributes, shared, edited, componentOf));
    },

    /**
     * A copy is a document of its own, which is there in English first.
     * @throws ValidationError where other languages alone are to be copied
     */
    requireCopiedFirst(locale: unknown): void {
      if (!includesEnglish(locale)) throw localeRefusal('englishFirst');
    },

    /**
     * What readers see is decided by English: nobody publishes another language before it, to be told that it is published while
     * readers have nothing. The club's own code may, in whatever order it writes; readers have nothing all the same.
     * @throws ValidationError where a translation alone is to be published of what is not public in English
     */
    async requirePublishedFirst(uid: UID.ContentType, { documentId, locale }: Data): Promise<void> {
      if (strapi.requestContext.get() === undefined) return;
      if (!hasDrafts(uid) || includesEnglish(locale) || typeof documentId !== 'string') return;
      const { isActive: _, ...published } = publicEnglish(type(uid));
      const rows = await strapi.db.query(uid).count({ where: { documentId, ...published } });
      if (rows === 0) throw localeRefusal('publishEnglishFirst');
    },

    /** What is unpublished in English is unpublished in every language: a translation that nobody can read is not published. */
    unpublishAllLanguages(params: Data): void {
      if (includesEnglish(params['locale'])) params['locale'] = '*';
    },

    /**
     * Without English there is no document: a deletion that names no language, which Strapi takes for one of English
     * alone, is one of the whole document. So is one of English where no other of the club's languages is left, that a row
     * in a language the club does not have goes with it.
     * @throws ValidationError when English alone is to be deleted, and other languages would remain
     */
    async requireDeletedLast(uid: UID.ContentType, params: Data): Promise<void> {
      const { documentId, locale } = params;
      if (isNoLocale(locale)) {
        params['locale'] = '*';
        return;
      }
      const asked: unknown[] = Array.isArray(locale) ? locale : [locale];
      if (asked.includes('*') || !asked.includes(defaultLanguage)) return;
      const others = languages.filter((language) => !asked.includes(language));
      const left = await strapi.db.query(uid).count({ where: { documentId, locale: { $in: others } } });
      if (left > 0) throw localeRefusal('englishLast');
      params['locale'] = '*';
    },
  };
};
