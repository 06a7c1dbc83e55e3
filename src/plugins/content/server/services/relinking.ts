import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { joinTableOf } from '../../../../database/tables';
import { defaultLanguage } from '../../../../shared/server/languages';
import type { State } from '../domain/writes';
import { pointersTo, type Pointer } from './pointers';
import { schemasOf } from './schemas';

const missingLinks = z.array(
  z.object({ owner: z.number(), target: z.number(), given: z.coerce.date(), lacking: z.coerce.date() }),
);

/** Strapi too takes two versions of a document for the same when less than this lies between them. */
const sameMomentMs = 500;

const name = (identifier: string): string => `\`${identifier}\``;

/**
 * Strapi drops the links of published rows to a document that is unpublished, and does not bring them back when it is
 * published again; nor does it make them when a document is published after what points at it. An event would be
 * without its location until somebody publishes the event again, which nobody knows to do.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);
  const { hasDrafts } = schemas;

  function joinTable(uid: string, attribute: string) {
    const found = joinTableOf(strapi, uid, attribute);
    return { ...found, table: name(found.table) };
  }

  /** The rows `p` that may lack a link, and those `d` of the same documents that tell whether they should have it. */
  const published = {
    english: `d.locale = '${defaultLanguage}' AND p.locale = '${defaultLanguage}' AND d.published_at IS NULL AND p.published_at IS NOT NULL`,
    others: `d.locale = '${defaultLanguage}' AND p.locale <> '${defaultLanguage}' AND d.published_at IS NOT NULL AND p.published_at IS NOT NULL`,
  };
  const drafts = `d.locale = '${defaultLanguage}' AND p.locale <> '${defaultLanguage}' AND d.published_at IS NULL AND p.published_at IS NULL`;

  /** Pairs what such rows link from: the rows themselves, or their component entries in order. */
  function pairing(
    { holder, attribute, component }: Pointer,
    rows: string,
  ): { sql: string; given: string; lacking: string } {
    const table = name(strapi.db.metadata.get(holder).tableName);
    const pairs = `${table} p JOIN ${table} d ON d.document_id = p.document_id AND ${rows}`;
    if (!component) return { sql: pairs, given: 'd.id', lacking: 'p.id' };
    const entries = joinTable(holder, attribute);
    const entriesOf = (alias: string, row: string) =>
      `JOIN ${entries.table} ${alias} ON ${alias}.${name(entries.owner)} = ${row}.id AND ${alias}.field = '${attribute}'`;
    return {
      sql: `${pairs} ${entriesOf('dc', 'd')} ${entriesOf('pc', 'p')} AND pc.${name('order')} = dc.${name('order')}`,
      given: `dc.${name(entries.target)}`,
      lacking: `pc.${name(entries.target)}`,
    };
  }

  /** Makes the links to documents that are lacking: to the row in the language of the row that lacks it, or the English one. */
  async function restore(
    target: UID.ContentType,
    documentIds: readonly string[],
    pointer: Pointer,
    { rows, state }: { rows: string; state: State },
  ): Promise<void> {
    const { component } = pointer;
    const link = component
      ? joinTable(component.uid, component.attribute)
      : joinTable(pointer.holder, pointer.attribute);
    const targets = name(strapi.db.metadata.get(target).tableName);
    const { sql, given, lacking } = pairing(pointer, rows);
    const isIn = (alias: string): string =>
      hasDrafts(target) ? ` AND ${alias}.published_at IS ${state === 'draft' ? '' : 'NOT '}NULL` : '';
    const select =
      `SELECT ${lacking} AS owner, shown.id AS target, d.updated_at AS given, p.updated_at AS lacking FROM ${sql}` +
      ` JOIN ${link.table} held ON held.${name(link.owner)} = ${given}` +
      ` JOIN ${targets} pointed ON pointed.id = held.${name(link.target)} AND pointed.document_id IN (${documentIds.map(() => '?').join(', ')})` +
      ` JOIN ${targets} shown ON shown.document_id = pointed.document_id${isIn('shown')} AND (shown.locale = p.locale` +
      ` OR (shown.locale = '${defaultLanguage}' AND NOT EXISTS (SELECT 1 FROM ${targets} own` +
      ` WHERE own.document_id = pointed.document_id AND own.locale = p.locale${isIn('own')})))` +
      ` LEFT JOIN ${link.table} there ON there.${name(link.owner)} = ${lacking} WHERE there.id IS NULL`;

    await strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const answer: unknown = await strapi.db.connection.raw(select, [...documentIds]).transacting(trx);
      const found: unknown =
        strapi.db.dialect.client === 'sqlite' || !Array.isArray(answer) ? answer : answer[0];
      for (const missing of missingLinks.parse(found)) {
        // A draft that was edited since it was published may point elsewhere on purpose.
        const isEdited = missing.given.getTime() - missing.lacking.getTime() >= sameMomentMs;
        if (rows === published.english && isEdited) continue;
        await strapi.db
          .connection(link.table.slice(1, -1))
          .insert({ [link.owner]: missing.owner, [link.target]: missing.target })
          .transacting(trx);
      }
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
