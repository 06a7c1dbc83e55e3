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

/**
 * What becomes of a job that waits under the same key: the latest payload, the earliest time, the first owner, and it is relayed
 * anew.
 */
function merging({ onDuplicate, inserted, least }: Dialect): string {
  return `${onDuplicate} payload = ${inserted('payload')}, owner = COALESCE(jobs.owner, ${inserted('owner')}),
    state = CASE WHEN ${inserted('state')} = 'pending' THEN 'pending' ELSE jobs.state END,
    priority = ${least('jobs.priority', inserted('priority'))},
    run_at = ${least('jobs.run_at', inserted('run_at'))},
    relayed_at = -1`;
}

/** Writes jobs in the caller's transaction, where there is one. */
export function createNewRows(strapi: Core.Strapi, dialect: Dialect) {
  const head = `INSERT INTO jobs (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES`;
  const tail = merging(dialect);

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

  /**
   * Merges a row into the one that waits under its key. The INSERT would do that too, but MySQL locks the neighbours of a key for
   * it, so that people would wait for each other who save different things.
   *
   * @returns whether there is one
   */
  async function merged(row: NewRow): Promise<boolean> {
    const { connection } = strapi.db;
    const least = (column: 'priority' | 'run_at') =>
      connection.raw(dialect.least(column, '?'), [row[column]]);
    const found: unknown = await inTransaction(
      connection('jobs')
        .where({ pending_key: row.pending_key })
        .update({
          payload: row.payload,
          owner: connection.raw('COALESCE(owner, ?)', [row.owner]),
          priority: least('priority'),
          run_at: least('run_at'),
          relayed_at: -1,
          ...(row.state === 'pending' && { state: row.state }),
        }),
    );
    return found !== 0;
  }

  async function idUnder(pendingKey: string): Promise<string> {
    const rows: unknown = await inTransaction(
      strapi.db.connection('jobs').select('document_id').where({ pending_key: pendingKey }),
    );
    return z.tuple([identified]).parse(rows)[0].document_id;
  }

  return {
    insert,
    /** Writes one job, or merges it into the one that waits under its key. @returns the id of the job that waits now */
    async put(row: NewRow): Promise<string> {
      if (row.pending_key === null || !(await merged(row))) await insert([row]);
      return row.pending_key === null ? row.document_id : idUnder(row.pending_key);
    },
  };
}
