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

/** Strapi too takes two versions of a document for the same when less than this lies between them. */
const sameMomentMs = 500;

/**
 * Joins in the order written, from the few rows that are known: MySQL because of STRAIGHT_JOIN, SQLite, to which that is a
 * comment, where it says CROSS JOIN (https://sqlite.org/optoverview.html#crossjoin). Left to itself SQLite compared every
 * line-up entry with every other.
 */
const selectInOrder = 'SELECT /*! STRAIGHT_JOIN */';

/**
 * Strapi drops the links of published rows to a document that is unpublished, and does not bring them back when it is
 * published again; nor does it make them when a document is published after what points at it. An event would be
 * without its location until somebody publishes the event again, which nobody knows to do.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);
  const { hasDrafts } = schemas;

  /** The rows `p` that may lack a link, and those `d` of the same documents that tell whether they should have it. */
  const published = {
    english: `d.locale = '${defaultLanguage}' AND p.locale = '${defaultLanguage}' AND d.published_at IS NULL AND p.published_at IS NOT NULL`,
    others: `d.locale = '${defaultLanguage}' AND p.locale <> '${defaultLanguage}' AND d.published_at IS NOT NULL AND p.published_at IS NOT NULL`,
  };
  const drafts = `d.locale = '${defaultLanguage}' AND p.locale <> '${defaultLanguage}' AND d.published_at IS NULL AND p.published_at IS NULL`;

  /** Joins, to the links `held`, the rows `d` that have them and the `p` that may lack them; of a component, their entries in order. */
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
    // No index leads from an entry to its row. SQLite makes one for the while, and MySQL does for a derived table.
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

  /** Makes the links to documents that are lacking: to the row in the language of the row that lacks it, or the English one. */
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
      // A draft that was edited since it was published may point elsewhere on purpose.
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
    /** After documents were published: links again what was published pointing at it, in English, then in the others as there. */
    async afterPublish(uid: UID.ContentType, documentIds: readonly string[]): Promise<void> {
      for (const pointer of pointersTo(uid, schemas)) {
        await restore(uid, documentIds, pointer, { rows: published.english, state: 'published' });
        await restore(uid, documentIds, pointer, { rows: published.others, state: 'published' });
      }
    },

    /** After rows of documents were taken away: what pointed at them points at the English rows, as long as English does. */
    async afterRemoval(uid: UID.ContentType, documentIds: readonly string[]): Promise<void> {
      for (const pointer of pointersTo(uid, schemas)) {
        await restore(uid, documentIds, pointer, { rows: published.others, state: 'published' });
        await restore(uid, documentIds, pointer, { rows: drafts, state: 'draft' });
      }
    },
  };
};
