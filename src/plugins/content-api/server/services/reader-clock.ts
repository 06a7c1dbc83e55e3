import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { limitedSelect } from '../../../../database/mysql-statements';
import { patienceMs, QueryTimeoutError } from './query-timeout';
import { isReading } from './scope';
import { createReaderPool, type Lease, type ReaderPool } from './sqlite-readers/pool';

type Query = ReturnType<ReturnType<Core.Strapi['db']['entityManager']['createQueryBuilder']>['getKnexQuery']>;

/** Ends slow queries of readers. */
export interface ReaderClock {
  /** Sets the timeout of a query, by changing the query. */
  limit(query: Query): void;
  /** Translates an error of a query for readers. */
  translate(error: unknown): unknown;
  close(): void;
}

const mysqlTimeout = z.object({ errno: z.union([z.literal(1969), z.literal(3024)]) });

/** MySQL enforces the timeout itself; SQLite cannot, so other processes run its queries. */
export function createReaderClock(strapi: Core.Strapi): ReaderClock {
  readWithoutTransactions(strapi);
  return strapi.db.dialect.client === 'sqlite' ? sqliteClock(strapi) : mysqlClock;
}

const mysqlClock: ReaderClock = {
  limit(query) {
    const toSql = query.toSQL.bind(query);
    query.toSQL = () => {
      const compiled = toSql();
      return Object.assign(compiled, { sql: limitedSelect(compiled.sql, patienceMs) });
    };
  },
  translate: (error) => (mysqlTimeout.safeParse(error).success ? new QueryTimeoutError() : error),
  close: () => undefined,
};

/** The parts of knex's client that convert queries and results for the driver; its types omit them. */
interface SqliteClient {
  prepBindings(bindings: unknown): unknown;
  _formatBindings(bindings: unknown): (string | number | null)[];
  emit(event: 'query', query: object): void;
  processResponse(answer: { response: unknown[]; method: string }, runner: null): unknown;
}

/** The queries of one read, which see the same state of the database. */
interface Snapshot {
  lease: Promise<Lease> | null;
  isOver: boolean;
}

const snapshots = new AsyncLocalStorage<Snapshot>();

/**
 * Runs readers' reads without Strapi's transactions: on SQLite one would hold the club's only connection while another process
 * answers (a snapshot there replaces it), and on MySQL each statement sees what is committed when it begins anyway.
 */
function readWithoutTransactions(strapi: Core.Strapi): void {
  const transaction = strapi.db.transaction.bind(strapi.db);
  const nothing = async (): Promise<void> => undefined;
  const withoutOne = async (read: (parts: object) => Promise<unknown>): Promise<unknown> => {
    const snapshot: Snapshot = { lease: null, isOver: false };
    try {
      return await snapshots.run(snapshot, () =>
        read({ commit: nothing, rollback: nothing, onCommit: () => undefined, onRollback: () => undefined }),
      );
    } finally {
      snapshot.isOver = true;
      await snapshot.lease?.then(endSnapshot, () => undefined);
    }
  };
  Object.assign(strapi.db, {
    transaction: (read?: (parts: object) => Promise<unknown>) =>
      read && isReading() && !strapi.db.inTransaction()
        ? withoutOne(read)
        : transaction(read as Parameters<typeof transaction>[0]),
  });
}

/** A process that cannot end its transaction must not be reused. */
const endSnapshot = (lease: Lease): Promise<void> =>
  lease.ask('COMMIT', []).then(
    () => lease.release(),
    () => lease.end(),
  );

function sqliteClock(strapi: Core.Strapi): ReaderClock {
  const filename = strapi.config.get<string>('database.connection.connection.filename');
  // Other processes cannot read an in-memory database.
  const pool: ReaderPool | null =
    filename === ':memory:' ? null : createReaderPool(filename, (message) => strapi.log.error(message));
  const client = strapi.db.connection.client as SqliteClient;

  async function rowsOf(query: Query): Promise<unknown> {
    const { sql, bindings, method }: { sql: string; bindings: unknown; method: string } = query.toSQL();
    const values = client._formatBindings(client.prepBindings(bindings));
    client.emit('query', { sql, bindings: values, method });
    const rows = await ask(sql, values);
    return client.processResponse({ response: rows, method }, null);
  }

  async function ask(sql: string, bindings: readonly (string | number | null)[]): Promise<unknown[]> {
    const snapshot = snapshots.getStore();
    if (snapshot && !snapshot.isOver && pool) {
      snapshot.lease ??= beginSnapshot(pool);
      return (await snapshot.lease).ask(sql, bindings);
    }
    const lease = await pool?.lease();
    try {
      return (await lease?.ask(sql, bindings)) ?? [];
    } finally {
      lease?.release();
    }
  }

  return {
    limit(query) {
      if (!pool?.works || strapi.db.inTransaction()) return;
      query.then = (onDone, onRejected) => rowsOf(query).then(onDone as never, onRejected);
    },
    translate: (error) => error,
    close: () => pool?.close(),
  };
}

async function beginSnapshot(pool: ReaderPool): Promise<Lease> {
  const lease = await pool.lease();
  await lease.ask('BEGIN', []).catch((error: unknown) => {
    lease.release();
    throw error;
  });
  return lease;
}
