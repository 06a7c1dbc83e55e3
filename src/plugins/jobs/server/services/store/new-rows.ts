import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { marks, type Dialect } from './session';

/** A job that is being enqueued, as its row will be. */
export interface NewRow {
  document_id: string;
  name: string;
  key: string | null;
  pending_key: string | null;
  payload: string;
  owner: string | null;
  state: 'pending' | 'delayed';
  priority: number;
  run_at: number;
  enqueued_at: number;
  attempt: number;
  relayed_at: number;
}

/** Rows a statement: few enough for the parameters that SQLite takes, many enough to be fast. */
export const batch = 500;

const columns = [
  'document_id',
  'name',
  'key',
  'pending_key',
  'payload',
  'owner',
  'state',
  'priority',
  'run_at',
  'enqueued_at',
  'attempt',
  'relayed_at',
] as const satisfies readonly (keyof NewRow)[];

const identified = z.object({ document_id: z.string() });
const keyed = z.array(z.object({ pending_key: z.string() }));

type Merged = 'payload' | 'owner' | 'state' | 'priority' | 'run_at';

/** What becomes of a job that waits under the same key, as SQL: the latest payload, the first owner, the earliest time. */
const merging = ({
  least,
}: Dialect): Readonly<Record<Merged, (present: string, given: string) => string>> => ({
  payload: (_present, given) => given,
  owner: (present, given) => `COALESCE(${present}, ${given})`,
  state: (present, given) => `CASE WHEN ${given} = 'pending' THEN 'pending' ELSE ${present} END`,
  priority: least,
  run_at: least,
});
const mergedColumns = ['payload', 'owner', 'state', 'priority', 'run_at'] as const satisfies Merged[];

/** It is relayed anew, as one that has changed. */
const relayedAnew = -1;

/** Writes jobs in the caller's transaction, where there is one. */
export function createNewRows(strapi: Core.Strapi, dialect: Dialect) {
  const rules = merging(dialect);
  const merge = mergedColumns.map(
    (column) => `${column} = ${rules[column](`jobs.${column}`, dialect.inserted(column))}`,
  );
  const head = `INSERT INTO jobs (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES`;
  const tail = `${dialect.onDuplicate} ${merge.join(', ')}, relayed_at = ${relayedAnew}`;

  function inTransaction<T>(query: Knex.ChainableInterface<T>): Knex.ChainableInterface<T> {
    const transaction = transactionCtx.get();
    return transaction ? query.transacting(transaction) : query;
  }

  async function insert(rows: readonly NewRow[]): Promise<void> {
    for (let from = 0; from < rows.length; from += batch) {
      const part = rows.slice(from, from + batch);
      const values = part.map(() => `(${marks(columns.length)})`).join(', ');
      const bindings = part.flatMap((row) => columns.map((column) => row[column]));
      await inTransaction(strapi.db.connection.raw(`${head} ${values} ${tail}`, bindings));
    }
  }

  /** Merges a row into the one that waits under its key. @returns whether there is one */
  async function merged(row: NewRow): Promise<boolean> {
    const { connection } = strapi.db;
    const data = mergedColumns.map((column) => [
      column,
      connection.raw(rules[column](column, '?'), [row[column]]),
    ]);
    const found: unknown = await inTransaction(
      connection('jobs')
        .where({ pending_key: row.pending_key })
        .update({ ...Object.fromEntries(data), relayed_at: relayedAnew }),
    );
    return found !== 0;
  }

  /** Those of some keys under which a job waits. */
  async function waiting(keys: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let from = 0; from < keys.length; from += batch) {
      const rows: unknown = await inTransaction(
        strapi.db
          .connection('jobs')
          .select('pending_key')
          .whereIn('pending_key', keys.slice(from, from + batch)),
      );
      for (const { pending_key: key } of keyed.parse(rows)) found.add(key);
    }
    return found;
  }

  /**
   * Writes jobs, or merges them into those that wait under their keys. The INSERT would merge too, and does where one has come
   * to wait meanwhile; but MySQL locks the neighbours of a key for it, so that people would wait for each other who save
   * different things.
   */
  async function write(rows: readonly NewRow[]): Promise<void> {
    const known = await waiting(rows.flatMap(({ pending_key: key }) => key ?? []));
    const others: NewRow[] = [];
    for (const row of rows) {
      const waits = row.pending_key !== null && known.has(row.pending_key);
      if (!waits || !(await merged(row))) others.push(row);
    }
    await insert(others);
  }

  async function idUnder(pendingKey: string): Promise<string> {
    const rows: unknown = await inTransaction(
      strapi.db.connection('jobs').select('document_id').where({ pending_key: pendingKey }),
    );
    return z.tuple([identified]).parse(rows)[0].document_id;
  }

  return {
    write,
    /** Writes one job. @returns the id of the job that waits now: another's, where one waited under its key */
    async put(row: NewRow): Promise<string> {
      await write([row]);
      return row.pending_key === null ? row.document_id : idUnder(row.pending_key);
    },
  };
}
