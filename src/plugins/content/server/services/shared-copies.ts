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
 * Gives the rows of the other languages what English says of all that is the same in every language: drafts what its draft
 * says, published rows what is published.
 *
 * Strapi's i18n does so only after the write of an English row, leaves relations out, and makes rows look as if somebody had
 * edited them: the panel then says "Published" of a translation with unpublished changes
 * (https://github.com/strapi/strapi/issues/24298, https://github.com/strapi/strapi/issues/24780). Here only
 * what differs is written, and `updatedAt` stays.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, componentOf, hasDrafts } = schemasOf(strapi);

  const isIn = (uid: ClubType, state: PublicationState): Data =>
    hasDrafts(uid) ? { publishedAt: state === 'published' ? { $notNull: true } : null } : {};

  /** The row of a linked document to link to from a row in this language: its own translation, or else the English one. */
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

  /** Values of the English row as they are to stand in another: each link leads to the row for its language and state. */
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
    // The database layer dates every update; nobody has edited this row.
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
     * After a write, in its transaction.
     * @param states of the rows that it may have made differ
     * @param isOfAll whether it made the rows of all languages in that state from rows that did not differ: then only links
     *   do, which Strapi drops where their target has no such language
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
