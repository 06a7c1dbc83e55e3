import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { isDuplicate } from '../../../../database/errors';
import { insertRows, type ColumnValues } from '../../../../database/insert-rows';
import { markRetryable } from '../../../../database/retry-on-deadlock';
import { tableOf } from '../../../../database/tables';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import type { Level } from '../domain/level';
import { supporterRow, type SupporterRow } from './supporter-row';

const uid = 'plugin::patreon.supporter';

/** Why a level changed, and what by: a delivery, a run of the sync, an administrator. */
export interface Cause {
  kind: 'delivery' | 'sync' | 'time' | 'hand' | 'link' | 'tiers' | 'member';
  id: string | null;
}

/** A supporter as they are to be stored. */
export type SupporterValues = Omit<SupporterRow, 'id'> & { id: number | null };

export interface LevelChange {
  supporter: Pick<SupporterRow, 'documentId' | 'member' | 'levelCents' | 'levelTier'>;
  level: Level;
}

/** The row of somebody whom the club did not know. */
export const newSupporter = (): SupporterValues => ({
  id: null,
  documentId: randomUUID(),
  ...{ patreonMemberId: null, patreonUserId: null, name: null, email: null },
  ...{ membership: null, asOf: null, asOfSource: null, paid: null, held: null },
  ...{ member: null, linkedBy: null, linkedAt: null },
  ...{ grantTier: null, grantUntil: null, grantBy: null, grantNote: null },
  ...{ levelCents: 0, levelTier: null, levelRule: null, levelUntil: null, levelSince: null },
});

const stored = [
  'documentId',
  'patreonMemberId',
  'patreonUserId',
  'name',
  'email',
  'membership',
  'asOf',
  'asOfSource',
  'paid',
  'held',
  'member',
  'linkedBy',
  'linkedAt',
  'grantTier',
  'grantUntil',
  'grantBy',
  'grantNote',
  'levelCents',
  'levelTier',
  'levelRule',
  'levelUntil',
  'levelSince',
] as const satisfies (keyof SupporterValues)[];

const columnValue = (value: string | number | object | null): Knex.Value =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

/** Reads and writes rows of supporters, many at once. All writes are of a transaction, which has locked the rows it read. */
export function createSupporterStore(strapi: Core.Strapi) {
  const { table, column } = tableOf(strapi, uid);
  const changes = tableOf(strapi, 'plugin::patreon.level-change');

  async function lock(where: object): Promise<SupporterRow[]> {
    const query = strapi.db.queryBuilder(uid).select('*').where(where).orderBy({ id: 'asc' });
    const isSqlite = strapi.db.dialect.client === 'sqlite';
    const found: unknown = await (isSqlite ? query : query.forUpdate()).execute();
    return z.array(supporterRow).parse(found);
  }

  const columnsOf = (row: SupporterValues): ColumnValues =>
    Object.fromEntries(stored.map((attribute) => [column(attribute), columnValue(row[attribute])]));

  /** A part of the rows that match, in the order of their ids. @param after the last id of the part before */
  async function page(where: object, after: number, limit: number): Promise<SupporterRow[]> {
    const found: unknown = await strapi.db.query(uid).findMany({
      where: { $and: [where, { id: { $gt: after } }] },
      orderBy: { id: 'asc' },
      limit,
    });
    return z.array(supporterRow).parse(found);
  }

  return {
    /** The rows that match, locked until the transaction ends. @param where as `strapi.db.query` takes it */
    lock,

    async find(where: object): Promise<SupporterRow | null> {
      const found: unknown = await strapi.db.query(uid).findOne({ where });
      return found === null ? null : supporterRow.parse(found);
    },

    count: (where: object): Promise<number> => strapi.db.query(uid).count({ where }),

    page,

    /** All rows that match, part by part; rows may be changed meanwhile. */
    async *pages(where: object, size: number): AsyncGenerator<SupporterRow[]> {
      for (let last = 0; ;) {
        const rows = await page(where, last, size);
        if (rows.length === 0) return;
        yield rows;
        last = rows.at(-1)?.id ?? last;
      }
    },

    /** Deletes the rows of nobody: of members who are gone, and had no Patreon account. */
    prune: (signal: AbortSignal): Promise<number> =>
      deleteInBatches(strapi, uid, {
        where: { member: { $null: true }, patreonMemberId: { $null: true } },
        signal,
      }),

    /** Forgets what syncs have held back. */
    async forgetHeld(): Promise<void> {
      await strapi.db.query(uid).updateMany({ where: { held: { $notNull: true } }, data: { held: null } });
    },

    /** Writes rows as they are to be; one without an id is created. */
    async write(trx: Knex.Transaction, rows: readonly SupporterValues[]): Promise<void> {
      const [present, created] = [rows.filter(({ id }) => id !== null), rows.filter(({ id }) => id === null)];
      await insertRows(
        strapi,
        trx,
        table,
        present.map((row) => ({ id: row.id, ...columnsOf(row) })),
      );
      await insertRows(strapi, trx, table, created.map(columnsOf)).catch((error: unknown) => {
        // Somebody else has created it meanwhile: in a new transaction it is there.
        throw isDuplicate(error) ? markRetryable(error) : error;
      });
    },

    /** Records what became of levels, for whoever asks why somebody can see something. */
    async record(
      trx: Knex.Transaction,
      changed: readonly LevelChange[],
      cause: Cause,
      now: number,
    ): Promise<void> {
      const rows = changed.map(({ supporter, level }) => ({
        document_id: randomUUID(),
        [changes.column('supporter')]: supporter.documentId,
        [changes.column('member')]: supporter.member,
        [changes.column('at')]: now,
        [changes.column('fromCents')]: supporter.levelCents,
        [changes.column('toCents')]: level.cents,
        [changes.column('fromTier')]: supporter.levelTier,
        [changes.column('toTier')]: level.tier?.documentId ?? null,
        [changes.column('cause')]: cause.kind,
        [changes.column('causeId')]: cause.id,
        [changes.column('rule')]: level.rule,
      }));
      await insertRows(strapi, trx, changes.table, rows);
    },

    async remove(ids: readonly number[]): Promise<void> {
      await strapi.db.query(uid).deleteMany({ where: { id: { $in: [...ids] } } });
    },
  };
}
export type SupporterStore = ReturnType<typeof createSupporterStore>;
