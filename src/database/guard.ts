import type { Core } from '@strapi/strapi';
import Sqlite from 'better-sqlite3';
import type { Knex } from 'knex';
import { z } from 'zod';
import { classifyDatabaseError, type DatabaseErrorKind } from './errors';
import { reportWriteFailure } from './health';
import { rememberDatabaseFailure } from './request';
import {
  beginImmediately,
  beginServing,
  endServing,
  isLocked,
  pauses,
  setBusyTimeout,
  waitingForLock,
} from './sqlite-locks';
import { limitStatements } from './mysql-statements';
import { guardTransactions, type TransactionGuard } from './transactions';

interface Builder {
  /** Set when the caller brings a connection, and holds it. */
  _connection?: unknown;
  toSQL(): unknown;
}

interface Runner {
  run(): Promise<unknown>;
}

/** The parts of knex's client that are used, which is typed any. */
interface Client {
  on(event: 'query-error', listener: (error: unknown) => void): void;
  acquireConnection(): Promise<unknown>;
  runner(builder: Builder): Runner;
  transaction(...args: unknown[]): Parameters<typeof beginImmediately>[0];
}

/**
 * Makes Strapi's database connection report its failures and confirm its commits, for all its users. Called once, before
 * the first query.
 */
export function guardDatabase(strapi: Core.Strapi): void {
  const { connection } = strapi.db;
  const client = connection.client as Client;
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  rememberFailures(client, isSqlite ? finalOnSqlite : finalOnMysql);
  if (isSqlite) waitForLocks(strapi, client);
  else limitMysql(strapi, client);
  guardTransactions(connection, isSqlite ? sqliteGuard(strapi) : mysqlGuard(strapi));
}

/**
 * The failures that are final. Deadlocks are retried, and SQLite waits for locks; those count once that is given up.
 * Statement timeouts are not database failures; the code that sets the limit handles them.
 */
const finalOnSqlite = new Set<DatabaseErrorKind>(['unavailable', 'read-only']);
const finalOnMysql = new Set<DatabaseErrorKind>([...finalOnSqlite, 'busy']);

function rememberFailures(client: Client, final: ReadonlySet<DatabaseErrorKind>): void {
  client.on('query-error', (error) => {
    const kind = classifyDatabaseError(error);
    if (kind === 'read-only') reportWriteFailure();
    if (kind !== null && final.has(kind)) rememberDatabaseFailure(error);
  });
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = () => remembered(acquire());
}

async function remembered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    rememberDatabaseFailure(error);
    throw error;
  }
}

function onConnection(client: Client, prepare: (connection: unknown) => void): void {
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    const connection = await acquire();
    prepare(connection);
    return connection;
  };
}

function limitMysql(strapi: Core.Strapi, client: Client): void {
  // Not in migrations and imports; but also while the club is stopping, which would never end otherwise.
  const limits = { apply: false };
  strapi.server.httpServer.once('listening', () => (limits.apply = true));
  onConnection(client, (connection) => limitStatements(connection, () => limits.apply, discardMysql));
}

function waitForLocks(strapi: Core.Strapi, client: Client): void {
  const { httpServer } = strapi.server;
  httpServer.once('listening', beginServing);
  httpServer.once('close', endServing);
  onConnection(client, (connection) => {
    if (connection instanceof Sqlite) setBusyTimeout(connection);
  });

  const create = client.transaction.bind(client);
  client.transaction = (...args) => {
    const transaction = create(...args);
    beginImmediately(transaction);
    return transaction;
  };
  const runnerOf = client.runner.bind(client);
  client.runner = (builder) => {
    const first = runnerOf(builder);
    const run = first.run.bind(first);
    // With several statements, the first may have been executed.
    const isRepeatable = (): boolean => !builder._connection && !Array.isArray(builder.toSQL());
    first.run = async () => {
      try {
        return await run();
      } catch (error) {
        if (!isLocked(error) || !isRepeatable()) throw error;
        // A new runner: the old one keeps its connection, which may be in use elsewhere by now.
        return remembered(waitingForLock(pauses.statementMs, () => runnerOf(builder).run()));
      }
    };
    return first;
  };
}

function guardOf(
  strapi: Core.Strapi,
  parts: Pick<TransactionGuard, 'discard' | 'isUndone' | 'isOutcomeKnown'>,
): Omit<TransactionGuard, 'begin'> {
  return {
    ...parts,
    onCommitError(error) {
      reportWriteFailure();
      rememberDatabaseFailure(error);
      strapi.log.error(
        `database: ${error.message}; ${error.isOutcomeKnown ? 'nothing was stored' : 'whether it was stored is not known'}`,
      );
    },
  };
}

/** knex's pool does not hand out connections with this mark. */
function markDisposed(connection: object, error: unknown): void {
  Reflect.set(connection, '__knex__disposed', error);
}

function sqliteGuard(strapi: Core.Strapi): TransactionGuard {
  const begin = (attempt: () => Promise<Knex.Transaction>) =>
    remembered(waitingForLock(pauses.transactionMs, attempt));
  const guard = guardOf(strapi, {
    discard(connection, error) {
      try {
        if (connection instanceof Sqlite && connection.inTransaction) connection.exec('ROLLBACK');
      } catch {
        markDisposed(connection, error);
      }
    },
    // https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
    isUndone: (connection) => connection instanceof Sqlite && !connection.inTransaction,
    isOutcomeKnown: () => true,
  });
  return { ...guard, begin };
}

/** An error sent by the server, which knows the outcome, unless COMMIT itself failed halfway (ER_ERROR_DURING_COMMIT). */
const refused = z.object({ sqlState: z.string(), errno: z.number().refine((errno) => errno !== 1180) });

const isDestroyable = (connection: object): connection is { destroy(): void } =>
  'destroy' in connection && typeof connection.destroy === 'function';

function discardMysql(connection: object, error: unknown): void {
  markDisposed(connection, error);
  if (isDestroyable(connection)) connection.destroy();
}

function mysqlGuard(strapi: Core.Strapi): TransactionGuard {
  const guard = guardOf(strapi, {
    discard: discardMysql,
    // https://dev.mysql.com/doc/refman/8.4/en/innodb-error-handling.html
    isUndone: (_connection, error) => classifyDatabaseError(error) === 'deadlock',
    isOutcomeKnown: (error) => refused.safeParse(error).success,
  });
  return { ...guard, begin: (attempt) => attempt() };
}
