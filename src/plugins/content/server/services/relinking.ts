import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { insertRows } from '../../../../database/insert-rows';
import { name, unindexed } from '../../../../database/sql';
import { joinTableOf, tableOf, type JoinTable } from '../../../../database/tables';
import { defaultLanguage } from '../../../../shared/server/languages';
import type { PublicationState } from '../domain/writes';
import { pointersTo, type Pointer } from './pointers';
import { schemasOf } from './schemas';

const missingLinks = z.array(
  z.object({ owner: z.number(), target: z.number(), given: z.coerce.date(), lacking: z.coerce.date() }),
);
type MissingLink = z.infer<typeof missingLinks>[number];

/** Strapi also treats two versions of a document as equal if they were updated within this time. */
const sameMomentMs = 500;

/**
 * Joins in the written order, from the few known rows: MySQL because of STRAIGHT_JOIN, SQLite, for which that is a
 * comment, because of CROSS JOIN (https://sqlite.org/optoverview.html#crossjoin). SQLite's own plan compared every
 * line-up entry with every other.
 */
const selectInOrder = 'SELECT /*! STRAIGHT_JOIN */';

/**
 * Restores links that Strapi drops: published rows lose their links to a document when it is unpublished, and do not get
 * them back when it is published again or for the first time. An event would lack its location until the event itself is
 * published again.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);
  const { hasDrafts } = schemas;

  /**
   * Conditions that pair the rows `p` that may lack a link with the rows `d` of the same documents that show whether they
   * should have it.
   */
  const published = {
    english: `d.locale = '${defaultLanguage}' AND p.locale = '${defaultLanguage}' AND d.published_at IS NULL AND p.published_at IS NOT NULL`,
    others: `d.locale = '${defaultLanguage}' AND p.locale <> '${defaultLanguage}' AND d.published_at IS NOT NULL AND p.published_at IS NOT NULL`,
  };
  const drafts = `d.locale = '${defaultLanguage}' AND p.locale <> '${defaultLanguage}' AND d.published_at IS NULL AND p.published_at IS NULL`;

  /**
   * Joins the rows `d` that have the links `held`, and the rows `p` that may lack them; for a component, their entries in
   * order.
   */
  function pairing(
    { holder, attribute, component }: Pointer,
    link: JoinTable,
    rows: string,
  ): { joins: string; lacking: string } {
    const table = name(tableOf(strapi, holder).table);
    const owner = `held.${name(link.owner)}`;
    const pairOf = (given: string) =>
      `CROSS JOIN ${table} d ON d.id = ${given} CROSS JOIN ${table} p ON p.document_id = d.document_id AND ${rows}`;
    if (!component) return { joins: pairOf(owner), lacking: 'p.id' };
    const entries = joinTableOf(strapi, holder, attribute);
    const stored = name(entries.table);
    // No index leads from an entry to its row. SQLite builds a temporary one, MySQL does for a derived table.
    const indexed = strapi.db.dialect.client === 'sqlite' ? stored : `(SELECT DISTINCT * FROM ${stored})`;
    const entriesBy = (from: string, alias: string, by: string) =>
      `CROSS JOIN ${from} ${alias} ON ${alias}.${by} AND ${unindexed(`${alias}.field`)} = '${attribute}'`;
    return {
      joins:
        `${entriesBy(indexed, 'dc', `${name(entries.target)} = ${owner}`)} ${pairOf(`dc.${name(entries.owner)}`)}` +
        ` ${entriesBy(stored, 'pc', `${name(entries.owner)} = p.id`)} AND pc.${name('order')} = dc.${name('order')}`,
      lacking: `pc.${name(entries.target)}`,
    };
  }

  /** Adds missing links to documents: to the target in the language of the linking row, or else the English one. */
  async function restore(
    target: UID.ContentType,
    documentIds: readonly string[],
    pointer: Pointer,
    { rows, state }: { rows: string; state: PublicationState },
  ): Promise<void> {
    const { component } = pointer;
    const link = component
      ? joinTableOf(strapi, component.uid, component.attribute)
      : joinTableOf(strapi, pointer.holder, pointer.attribute);
    const links = name(link.table);
    const targets = name(tableOf(strapi, target).table);
    const { joins, lacking } = pairing(pointer, link, rows);
    const isIn = (alias: string): string =>
      hasDrafts(target) ? ` AND ${alias}.published_at IS ${state === 'draft' ? '' : 'NOT '}NULL` : '';
    const select =
      `${selectInOrder} ${lacking} AS owner, shown.id AS target, d.updated_at AS given, p.updated_at AS lacking` +
      ` FROM ${targets} pointed CROSS JOIN ${links} held ON held.${name(link.target)} = pointed.id ${joins}` +
      ` CROSS JOIN ${targets} shown ON shown.document_id = pointed.document_id${isIn('shown')} AND (shown.locale = p.locale` +
      ` OR (shown.locale = '${defaultLanguage}' AND NOT EXISTS (SELECT 1 FROM ${targets} own` +
      ` WHERE own.document_id = pointed.document_id AND own.locale = p.locale${isIn('own')})))` +
      ` LEFT JOIN ${links} there ON there.${name(link.owner)} = ${lacking}` +
      ` WHERE pointed.document_id IN (${documentIds.map(() => '?').join(', ')}) AND there.id IS NULL`;

    await strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const answer: unknown = await strapi.db.connection.raw(select, [...documentIds]).transacting(trx);
      const found: unknown =
        strapi.db.dialect.client === 'sqlite' || !Array.isArray(answer) ? answer : answer[0];
      // A draft that was edited since its publication may link elsewhere on purpose.
      const isEdited = ({ given, lacking }: MissingLink): boolean =>
        rows === published.english && given.getTime() - lacking.getTime() >= sameMomentMs;
      const missing = missingLinks.parse(found).filter((each) => !isEdited(each));
      await insertRows(
        strapi,
        trx,
        link.table,
        missing.map(({ owner, target }) => ({ [link.owner]: owner, [link.target]: target })),
      );
    });
  }

  return {
    /** Call after documents were published: restores links from published English rows, then those from the other languages. */
    async afterPublish(uid: UID.ContentType, documentIds: readonly string[]): Promise<void> {
      for (const pointer of pointersTo(uid, schemas)) {
        await restore(uid, documentIds, pointer, { rows: published.english, state: 'published' });
        await restore(uid, documentIds, pointer, { rows: published.others, state: 'published' });
      }
    },

    /** Call after rows of documents were removed: links to them lead to the English rows, as long as there are any. */
    async afterRemoval(uid: UID.ContentType, documentIds: readonly string[]): Promise<void> {
      for (const pointer of pointersTo(uid, schemas)) {
        await restore(uid, documentIds, pointer, { rows: published.others, state: 'published' });
        await restore(uid, documentIds, pointer, { rows: drafts, state: 'draft' });
      }
    },
  };
};
