import type { Core } from '@strapi/strapi';
import Sqlite from 'better-sqlite3';
import type { Knex } from 'knex';
import { z } from 'zod';
import { classifyDatabaseError } from './errors';
import { reportWriteFailure } from './health';
import { rememberDatabaseFailure } from './request';
import { beginImmediately, beginServing, endServing, pauses, waitingForLock } from './sqlite-locks';
import { guardTransactions, type TransactionGuard } from './transactions';

interface Builder {
  /** Set when the caller brings a connection, and holds it. */
  _connection?: unknown;
  toSQL(): unknown;
}

interface Runner {
  run(): Promise<unknown>;
}

/** What is used of knex's client, whose own types say `any`. */
interface Client {
  on(event: 'query-error', listener: (error: unknown) => void): void;
  acquireConnection(): Promise<unknown>;
  runner(builder: Builder): Runner;
  transaction(...args: unknown[]): Parameters<typeof beginImmediately>[0];
}

/**
 * Makes Strapi's connection to the database keep its word and tell of its troubles, for whoever uses it. Called once, before
 * anything has asked the database.
 */
export function guardDatabase(strapi: Core.Strapi): void {
  const { connection } = strapi.db;
  const client = connection.client as Client;
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  rememberFailures(client);
  if (isSqlite) waitForLocks(strapi, client);
  guardTransactions(connection, isSqlite ? sqliteGuard(strapi) : mysqlGuard(strapi));
}

/** Locks and deadlocks are waited out and repeated: they count when that has been given up. */
const final = new Set(['unavailable', 'read-only', 'timeout']);

function rememberFailures(client: Client): void {
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

function waitForLocks(strapi: Core.Strapi, client: Client): void {
  const { httpServer } = strapi.server;
  httpServer.once('listening', () => {
    beginServing((ms) => strapi.db.connection.raw(`PRAGMA busy_timeout = ${ms}`)).catch((error: unknown) =>
      strapi.log.error(`database: ${String(error)}`),
    );
  });
  httpServer.once('close', endServing);

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
    // Of several statements the first may have been done.
    const isRepeatable = (): boolean => !builder._connection && !Array.isArray(builder.toSQL());
    first.run = async () => {
      try {
        return await run();
      } catch (error) {
        if (classifyDatabaseError(error) !== 'busy' || !isRepeatable()) throw error;
        // A runner keeps its connection in mind, which somebody else may have by now.
        return remembered(waitingForLock(pauses.statementMs, () => runnerOf(builder).run()));
      }
    };
    return first;
  };
}

function guardOf(
  strapi: Core.Strapi,
  { discard, isOutcomeKnown }: Pick<TransactionGuard, 'discard' | 'isOutcomeKnown'>,
): Omit<TransactionGuard, 'begin'> {
  return {
    discard,
    isOutcomeKnown,
    onCommitError(error) {
      reportWriteFailure();
      rememberDatabaseFailure(error);
      strapi.log.error(
        `database: ${error.message}; ${error.isOutcomeKnown ? 'nothing was stored' : 'whether it was stored is not known'}`,
      );
    },
  };
}

/** knex's pool gives a connection that is marked so to nobody. */
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
    isOutcomeKnown: () => true,
  });
  return { ...guard, begin };
}

/** An error that the server has sent: it knows. But for COMMIT itself failing halfway (ER_ERROR_DURING_COMMIT). */
const refused = z.object({ sqlState: z.string(), errno: z.number().refine((errno) => errno !== 1180) });

const isDestroyable = (connection: object): connection is { destroy(): void } =>
  'destroy' in connection && typeof connection.destroy === 'function';

function mysqlGuard(strapi: Core.Strapi): TransactionGuard {
  const guard = guardOf(strapi, {
    discard(connection, error) {
      markDisposed(connection, error);
      if (isDestroyable(connection)) connection.destroy();
    },
    isOutcomeKnown: (error) => refused.safeParse(error).success,
  });
  return { ...guard, begin: (attempt) => attempt() };
}
