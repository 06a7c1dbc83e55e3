import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { defaultLanguage } from '../domain/languages';
import type { Attributes } from '../domain/schema';
import { changedSharedAttributes, linksById, sharedAttributes } from '../domain/shared-attributes';
import { refusal } from './refusal';
import { schemasOf } from './schemas';

type Data = Record<string, unknown>;

const sameEverywhere = 'is the same in every language: change it in the English version';

const rowList = z.array(z.record(z.string(), z.unknown()));

/** English leads: what is not translated is edited there, and stands in the other languages as a copy. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, componentOf } = schemasOf(strapi);

  /** What to populate so that shared attributes can be compared: relations and media by id, components with theirs. */
  function populationOf(attributes: Attributes, names: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(
      names.flatMap((name): [string, unknown][] => {
        const attribute = attributes[name];
        if (attribute?.type === 'relation' || attribute?.type === 'media')
          return [[name, { select: ['id', 'documentId'] }]];
        if (attribute?.type !== 'component') return [];
        const inner = componentOf(attribute.component ?? '');
        return [[name, { populate: populationOf(inner, Object.keys(inner)) }]];
      }),
    );
  }

  /** The English draft, or what stands for it in types without drafts. */
  async function englishRow(
    uid: UID.ContentType,
    documentId: string,
    populated: readonly string[],
  ): Promise<Data | undefined> {
    const found: unknown = await strapi.db.query(uid).findMany({
      where: { documentId, locale: defaultLanguage },
      populate: populationOf(attributesOf(uid), populated),
    });
    const rows = rowList.parse(found);
    return rows.find((row) => row['publishedAt'] === null) ?? rows[0];
  }

  return {
    /**
     * Leaves of a translation's data what is translated; a new translation also gets English's relations and components.
     * Strapi would look for their targets in the translation's language and refuse, where these are not translated.
     * @throws ValidationError when it would change what is the same in every language, or when there is no English yet
     */
    async translationOnly(
      uid: UID.ContentType,
      documentId: unknown,
      locale: unknown,
      data: Data,
    ): Promise<void> {
      const attributes = attributesOf(uid);
      const shared = sharedAttributes(attributes);
      const exists = (await strapi.db.query(uid).count({ where: { documentId, locale } })) > 0;
      const compared = exists ? shared.filter((attribute) => attribute in data) : shared;
      const english =
        typeof documentId === 'string' ? await englishRow(uid, documentId, compared) : undefined;
      if (!english) {
        throw new errors.ValidationError('English comes first: write it in English, then translate it', {
          errors: [{ path: ['locale'], message: 'English comes first', name: 'ValidationError' }],
        });
      }
      const changed = changedSharedAttributes(attributes, data, english, componentOf);
      if (changed.length > 0)
        throw refusal(changed.map((field) => ({ path: [field], message: sameEverywhere })));
      for (const attribute of shared) delete data[attribute];
      if ('slug' in attributes) data['slug'] = english['slug'];

      if (!exists) Object.assign(data, linksById(attributes, english, componentOf));
    },

    /**
     * Without English there is no document: a deletion that names no language, which Strapi takes for one of English
     * alone, is one of the whole document.
     * @throws ValidationError when English alone is to be deleted, and other languages would remain
     */
    async deletedLast(uid: UID.ContentType, params: Data): Promise<void> {
      const { documentId, locale } = params;
      if (locale === undefined || locale === null || locale === '') {
        params['locale'] = '*';
        return;
      }
      const languages: unknown[] = Array.isArray(locale) ? locale : [locale];
      if (languages.includes('*') || !languages.includes(defaultLanguage)) return;
      const others = await strapi.db
        .query(uid)
        .count({ where: { documentId, locale: { $notIn: languages } } });
      if (others === 0) return;
      const message = 'English is deleted last: delete the document in all languages, or these others first';
      throw new errors.ValidationError(message, {
        errors: [{ path: ['locale'], message, name: 'ValidationError' }],
      });
    },
  };
};
