import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { pointersTo } from './pointers';
import { schemasOf } from './schemas';

const revisionUid = 'plugin::content.revision';

const documentList = z.array(z.object({ documentId: z.string() }));
const targetList = z.array(z.object({ target: z.string() }));
const usageList = z.array(z.object({ related_id: z.coerce.number(), related_type: z.string() }));

/** SQLite takes at most 32,766 values in one statement. */
const batchSize = 500;

/** Ids of documents by type. */
export type Changed = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Records when the visible state of a document last changed, in milliseconds since 1970. A row's `updatedAt` covers the
 * row only: an event also shows the names of its location and artists, and falls back to English when a translation is
 * unpublished. Calendar programs ignore a change whose SEQUENCE has not increased (RFC 5545, 3.8.7.4), so each change is
 * at least a full second after the previous one.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);
  const { tableName } = strapi.db.metadata.get(revisionUid);
  const greatest = strapi.db.dialect.client === 'sqlite' ? 'MAX' : 'GREATEST';

  async function touchBatch(uid: string, targets: readonly string[]): Promise<void> {
    const { connection } = strapi.db;
    const now = Date.now();
    await strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const rows = () => connection(tableName).where({ uid }).whereIn('target', targets).transacting(trx);
      await rows().update({ changed_at: connection.raw(`${greatest}(changed_at + 1000, ?)`, [now]) });
      const known = new Set(targetList.parse(await rows().select('target')).map(({ target }) => target));
      const added = targets.filter((target) => !known.has(target));
      if (added.length === 0) return;
      await connection(tableName)
        .insert(added.map((target) => ({ uid, target, changed_at: now })))
        .onConflict(['uid', 'target'])
        .merge(['changed_at'])
        .transacting(trx);
    });
  }

  return {
    /** The public documents that show one of these in any language: an event shows its location. */
    async dependents(uid: UID.ContentType, documentIds: readonly string[]): Promise<Changed> {
      const found = new Map<string, Set<string>>();
      if (documentIds.length === 0) return found;
      for (const { holder, attribute, component } of pointersTo(uid, schemas)) {
        const target = { documentId: { $in: [...documentIds] } };
        const rows: unknown = await strapi.db.query(holder).findMany({
          select: ['documentId'],
          where: {
            locale: defaultLanguage,
            publishedAt: { $notNull: true },
            [attribute]: component ? { [component.attribute]: target } : target,
          },
        });
        const ids = found.get(holder) ?? new Set();
        for (const row of documentList.parse(rows)) ids.add(row.documentId);
        found.set(holder, ids);
      }
      return found;
    },

    /** Records a change of documents now, in the caller's transaction. */
    async touch(changed: Changed): Promise<void> {
      for (const [uid, ids] of changed) {
        // Sorted, so that concurrent transactions wait for each other instead of deadlocking.
        const targets = [...ids].sort();
        for (let from = 0; from < targets.length; from += batchSize)
          await touchBatch(uid, targets.slice(from, from + batchSize));
      }
    },

    /** The documents that show a file of the media library. */
    async usersOfFile(fileId: number): Promise<Changed> {
      // In the transaction that edits the file, which holds SQLite's only connection.
      const usages: unknown = await strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) =>
        strapi.db
          .connection('files_related_mph')
          .select('related_id', 'related_type')
          .where({ file_id: fileId })
          .transacting(trx),
      );
      const changed = new Map<string, Set<string>>();
      for (const { uid } of schemas.all) {
        const ids = usageList.parse(usages).filter((usage) => usage.related_type === uid);
        if (ids.length === 0) continue;
        const rows: unknown = await strapi.db.query(uid).findMany({
          select: ['documentId'],
          where: { id: { $in: ids.map((usage) => usage.related_id) } },
        });
        changed.set(uid, new Set(documentList.parse(rows).map(({ documentId }) => documentId)));
      }
      return changed;
    },
  };
};
