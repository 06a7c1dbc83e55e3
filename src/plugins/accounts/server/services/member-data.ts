import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';

/** A member, by all that rows of other tables name them by. */
export interface MemberNames {
  /** The row's id. */
  id: number;
  documentId: string;
  /** null: the account is gone, and its address with it. */
  email: string | null;
}

type Row = Readonly<Record<string, unknown>>;

/** A table whose rows name a member: how they are exported, and what becomes of them when the member is erased. */
export interface MemberData {
  uid: UID.ContentType;
  /** The attribute that names the member. */
  attribute: string;
  /** What the rows are called in the export, in the name style of `/api/v1`. */
  name: string;
  /** The rows of a member, as `strapi.db.query` takes it. Rows that have been anonymized must not match any more. */
  where: (member: MemberNames) => object;
  /** The row as the member gets it: all but secrets. null: the rows only repeat what is exported otherwise. */
  toExport: ((row: Row) => object) | null;
  /** `anonymize` sets attributes of rows that are kept, and says to the member why they are. */
  erase: 'delete' | { anonymize: Readonly<Record<string, string | null>>; reason: string };
}

const batch = 500;
const rowList = z.array(z.looseObject({ id: z.number() }));

/**
 * What is stored on members, in all plugins. A plugin whose tables name members declares them in its `register`:
 *
 * ```ts
 * accountsService(strapi).memberData.declare([{ uid: 'plugin::…', attribute: 'member', … }]);
 * ```
 *
 * A test walks all schemas, and fails for a relation to a member, and for an attribute with
 * `pluginOptions.accounts.member`, that nobody declared.
 */
export function createMemberData(strapi: Core.Strapi, own: readonly MemberData[]) {
  const declared: MemberData[] = [...own];

  async function* batchesOf({ uid, where }: MemberData, member: MemberNames) {
    for (let last = 0; ;) {
      const found: unknown = await strapi.db.query(uid).findMany({
        where: { $and: [where(member), { id: { $gt: last } }] },
        orderBy: { id: 'asc' },
        limit: batch,
      });
      const rows = rowList.parse(found);
      if (rows.length > 0) yield rows;
      if (rows.length < batch) return;
      last = rows.at(-1)?.id ?? last;
    }
  }

  async function anonymize(
    table: MemberData,
    member: MemberNames,
    data: Readonly<Record<string, string | null>>,
    signal: AbortSignal,
  ): Promise<number> {
    let changed = 0;
    for await (const rows of batchesOf(table, member)) {
      signal.throwIfAborted();
      const where = { id: { $in: rows.map(({ id }) => id) } };
      await strapi.db.query(table.uid).updateMany({ where, data });
      changed += rows.length;
    }
    return changed;
  }

  return {
    /** @throws Error for a name that is taken: both would be one in the export */
    declare(tables: readonly MemberData[]): void {
      for (const table of tables) {
        if (declared.some(({ name }) => name === table.name))
          throw new Error(`Data of members called '${table.name}' are declared twice.`);
        declared.push(table);
      }
    },

    /** All declared tables. */
    tables: (): readonly MemberData[] => declared,

    /** What stays of an erased member, nameless, and why. */
    kept: (): { name: string; reason: string }[] =>
      declared.flatMap(({ name, erase }) => (erase === 'delete' ? [] : [{ name, reason: erase.reason }])),

    /** All that is stored on a member but the account itself, by the names of the declarations. */
    async exportOf(member: MemberNames): Promise<Record<string, object[]>> {
      const all: [string, object[]][] = [];
      for (const table of declared) {
        const { toExport } = table;
        if (!toExport) continue;
        const rows: object[] = [];
        for await (const part of batchesOf(table, member)) rows.push(...part.map(toExport));
        all.push([table.name, rows]);
      }
      return Object.fromEntries(all);
    },

    /** Deletes or anonymizes a member's rows of one table. @returns how many */
    erase: (table: MemberData, member: MemberNames, signal: AbortSignal): Promise<number> =>
      table.erase === 'delete'
        ? deleteInBatches(strapi, table.uid, { where: table.where(member), signal })
        : anonymize(table, member, table.erase.anonymize, signal),
  };
}
export type MemberDataService = ReturnType<typeof createMemberData>;
