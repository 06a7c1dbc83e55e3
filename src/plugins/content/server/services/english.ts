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

/** English leads: shared attributes are edited there, and the other languages have copies. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, componentOf, hasDrafts, type } = schemasOf(strapi);

  /** The rows in English and in another language, drafts first. */
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

  function localeRefusal(key: EnglishText): Error {
    const message = text(key);
    return refusal([{ path: ['locale'], message }], message);
  }

  return {
    /**
     * Refuses languages that the club does not have, in reads and writes.
     * @throws ValidationError that names the club's languages
     */
    requireClubLanguage(action: string, params: Data): void {
      if (isNoLocale(params['locale'])) delete params['locale'];
      if (isLocaleFor(action, params['locale'])) return;
      throw refusal([{ path: ['locale'], message: text('oneLanguage') }]);
    },

    /**
     * Keeps only translated attributes in the data of a translation; a new translation also gets the shared ones from English.
     * Strapi would take those from the row that was published last, and would refuse links whose target has no such language.
     * @throws ValidationError if it would change a shared attribute, or if there is no English version yet
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
     * A copy is a new document, so it needs an English version first.
     * @throws ValidationError if only other languages are to be copied
     */
    requireCopiedFirst(locale: unknown): void {
      if (!includesEnglish(locale)) throw localeRefusal('englishFirst');
    },

    /**
     * English decides what is public: publishing a translation first would report success while readers see nothing. The
     * club's own code may publish in any order.
     * @throws ValidationError if a translation alone is to be published of a document that is not public in English
     */
    async requirePublishedFirst(uid: UID.ContentType, { documentId, locale }: Data): Promise<void> {
      if (strapi.requestContext.get() === undefined) return;
      if (!hasDrafts(uid) || includesEnglish(locale) || typeof documentId !== 'string') return;
      const { isActive: _, ...published } = publicEnglish(type(uid), null);
      const rows = await strapi.db.query(uid).count({ where: { documentId, ...published } });
      if (rows === 0) throw localeRefusal('publishEnglishFirst');
    },

    /** Unpublishing English unpublishes every language: readers could not see the translations. */
    unpublishAllLanguages(params: Data): void {
      if (includesEnglish(params['locale'])) params['locale'] = '*';
    },

    /**
     * Without English there is no document. A deletion that names no language, which Strapi takes for one of English
     * alone, deletes the whole document; so does one of English if none of the club's other languages is left, so that no
     * row in an unknown language remains.
     * @throws ValidationError if English is to be deleted while other languages remain
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
