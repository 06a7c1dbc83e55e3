import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { pointersTo, type Pointer } from './pointers';
import { schemasOf } from './schemas';

const missingLinks = z.array(
  z.object({ owner: z.number(), target: z.number(), drafted: z.coerce.date(), published: z.coerce.date() }),
);

/** Strapi too takes two versions of a document for the same when less than this lies between them. */
const sameMomentMs = 500;

/** Knex's, which is no dependency of ours to name. */
type Transaction = Parameters<ReturnType<Core.Strapi['db']['connection']['raw']>['transacting']>[0];

const name = (identifier: string): string => `\`${identifier}\``;

/**
 * Strapi drops the links of published rows to a document that is unpublished, and does not bring them back when it is
 * published again; nor does it make them when a document is published after what points at it. An event would be
 * without its location until somebody publishes the event again, which nobody knows to do.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);

  function joinTable(uid: string, attribute: string) {
    const described = strapi.db.metadata.get(uid).attributes[attribute];
    const found = described && 'joinTable' in described ? described.joinTable : undefined;
    if (!found || !('inverseJoinColumn' in found))
      throw new Error(`${uid} keeps '${attribute}' in no join table`);
    const { name: table, joinColumn, inverseJoinColumn } = found;
    return { table: name(table), owner: joinColumn.name, target: inverseJoinColumn.name };
  }

  /** Pairs what a published row and its draft link from: the rows themselves, or their component entries in order. */
  function pairing({ holder, attribute, component }: Pointer): {
    sql: string;
    drafted: string;
    published: string;
  } {
    const table = name(strapi.db.metadata.get(holder).tableName);
    const rows =
      `${table} p JOIN ${table} d ON d.document_id = p.document_id AND d.locale = p.locale` +
      ' AND d.published_at IS NULL AND p.published_at IS NOT NULL';
    if (!component) return { sql: rows, drafted: 'd.id', published: 'p.id' };
    const entries = joinTable(holder, attribute);
    const entriesOf = (alias: string, row: string) =>
      `JOIN ${entries.table} ${alias} ON ${alias}.${name(entries.owner)} = ${row}.id AND ${alias}.field = '${attribute}'`;
    return {
      sql: `${rows} ${entriesOf('dc', 'd')} ${entriesOf('pc', 'p')} AND pc.${name('order')} = dc.${name('order')}`,
      drafted: `dc.${name(entries.target)}`,
      published: `pc.${name(entries.target)}`,
    };
  }

  async function restore(target: UID.ContentType, documentId: string, pointer: Pointer): Promise<void> {
    const { component } = pointer;
    const link = component
      ? joinTable(component.uid, component.attribute)
      : joinTable(pointer.holder, pointer.attribute);
    const targets = name(strapi.db.metadata.get(target).tableName);
    const { sql, drafted, published } = pairing(pointer);
    const select =
      `SELECT ${published} AS owner, shown.id AS target, d.updated_at AS drafted, p.updated_at AS published FROM ${sql}` +
      ` JOIN ${link.table} held ON held.${name(link.owner)} = ${drafted}` +
      ` JOIN ${targets} draft ON draft.id = held.${name(link.target)} AND draft.document_id = ?` +
      ' JOIN ' +
      targets +
      ' shown ON shown.document_id = draft.document_id AND shown.locale = p.locale' +
      ' AND shown.published_at IS NOT NULL' +
      ` LEFT JOIN ${link.table} there ON there.${name(link.owner)} = ${published} WHERE there.id IS NULL`;

    await strapi.db.transaction(async ({ trx }: { trx: Transaction }) => {
      const answer: unknown = await strapi.db.connection.raw(select, [documentId]).transacting(trx);
      const rows: unknown =
        strapi.db.dialect.client === 'sqlite' || !Array.isArray(answer) ? answer : answer[0];
      for (const missing of missingLinks.parse(rows)) {
        // A draft that was edited since it was published may point elsewhere on purpose.
        if (missing.drafted.getTime() - missing.published.getTime() >= sameMomentMs) continue;
        await strapi.db
          .connection(link.table.slice(1, -1))
          .insert({ [link.owner]: missing.owner, [link.target]: missing.target })
          .transacting(trx);
      }
    });
  }

  return {
    /** After a document was published: links again what was published pointing at it. */
    async afterPublish(uid: UID.ContentType, documentId: string): Promise<void> {
      for (const pointer of pointersTo(uid, schemas)) await restore(uid, documentId, pointer);
    },
  };
};
