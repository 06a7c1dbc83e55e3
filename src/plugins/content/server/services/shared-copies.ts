import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, languages } from '../../../../shared/server/languages';
import {
  copied,
  differingAttributes,
  linkingAttributes,
  populationOf,
  sharedAttributes,
} from '../domain/shared-attributes';
import type { ClubType, PublicationState } from '../domain/writes';
import { schemasOf } from './schemas';

type Data = Record<string, unknown>;

const rowList = z.array(z.looseObject({ id: z.number(), locale: z.string(), updatedAt: z.coerce.date() }));
type Row = z.infer<typeof rowList>[number];
const linkedRow = z.looseObject({ documentId: z.string() });

/**
 * Copies shared attributes from English to the other languages: draft to drafts, published row to published rows.
 *
 * Strapi's i18n only does so after writes of an English row, omits relations, and makes the rows look edited: the panel
 * then shows a translation with unpublished changes as "Published" (https://github.com/strapi/strapi/issues/24298,
 * https://github.com/strapi/strapi/issues/24780). This writes only differences, and keeps `updatedAt`.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, componentOf, hasDrafts } = schemasOf(strapi);

  const isIn = (uid: ClubType, state: PublicationState): Data =>
    hasDrafts(uid) ? { publishedAt: state === 'published' ? { $notNull: true } : null } : {};

  /** The target row of a link from a row in this language: the translation, or else the English row. */
  async function linkedRowId(
    target: string,
    documentId: string,
    locale: string,
    state: PublicationState,
  ): Promise<unknown> {
    const uid = target as ClubType;
    const rows: unknown = await strapi.db.query(uid).findMany({
      select: ['id', 'locale'],
      where: { documentId, locale: { $in: [locale, defaultLanguage] }, ...isIn(uid, state) },
    });
    const found = z.array(z.object({ id: z.number(), locale: z.string() })).parse(rows);
    return (found.find((row) => row.locale === locale) ?? found[0])?.id ?? null;
  }

  /** Values of the English row for another one: each link leads to the row of that language and state. */
  async function valuesFor(
    uid: ClubType,
    names: string[],
    english: Row,
    locale: string,
    state: PublicationState,
  ): Promise<Data> {
    const attributes = attributesOf(uid);
    const links = new Map<unknown, unknown>();
    const asked: { target: string; link: unknown }[] = [];
    copied(attributes, names, english, componentOf, (target, link) => asked.push({ target, link }));
    for (const { target, link } of asked)
      links.set(link, await linkedRowId(target, linkedRow.parse(link).documentId, locale, state));
    return copied(attributes, names, english, componentOf, (_target, link) => links.get(link) ?? null);
  }

  async function write(uid: ClubType, row: Row, values: Data): Promise<void> {
    const documents = strapi.documents(uid);
    const components: Data = await documents.updateComponents(row, values);
    await strapi.db.query(uid).update({ where: { id: row.id }, data: { ...values, ...components } });
    // The database layer sets `updatedAt` on every update, but this row was not edited.
    await strapi.db.entityManager
      .createQueryBuilder(uid)
      .where({ id: row.id })
      .update({ updatedAt: row.updatedAt })
      .execute();
  }

  async function copyIn(
    uid: ClubType,
    documentId: string,
    state: PublicationState,
    among: string[],
  ): Promise<void> {
    const attributes = attributesOf(uid);
    const found: unknown = await strapi.db.query(uid).findMany({
      where: { documentId, locale: { $in: [...languages] }, ...isIn(uid, state) },
      populate: populationOf(attributes, among, componentOf),
    });
    const rows = rowList.parse(found);
    const english = rows.find(({ locale }) => locale === defaultLanguage);
    if (!english) return;
    for (const row of rows) {
      if (row === english) continue;
      const names = differingAttributes(attributes, among, { row, english }, componentOf);
      if (names.length > 0) await write(uid, row, await valuesFor(uid, names, english, row.locale, state));
    }
  }

  return {
    /**
     * Call after a write, in its transaction.
     * @param states of the rows that may differ now
     * @param isOfAll whether it created the rows of all languages in that state from rows that did not differ: then only
     *   links can, which Strapi drops if their target has no such language
     */
    async copy(
      uid: ClubType,
      documentId: string,
      { states, isOfAll }: { states: readonly PublicationState[]; isOfAll: boolean },
    ): Promise<void> {
      const attributes = attributesOf(uid);
      const among = isOfAll ? linkingAttributes(attributes, componentOf) : sharedAttributes(attributes);
      if (states.length === 0 || among.length === 0) return;
      const others = { documentId, locale: { $in: languages.filter((each) => each !== defaultLanguage) } };
      if ((await strapi.db.query(uid).count({ where: others })) === 0) return;
      for (const state of states) await copyIn(uid, documentId, state, among);
    },
  };
};
