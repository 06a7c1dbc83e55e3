import type { Knex } from 'knex';
import { withTimeLimit } from '../shared/server/time-limit';
import { CommitError } from './errors';

/** Timeouts of COMMIT and ROLLBACK, after which the connection is discarded. Shorter than knex's own five seconds for ROLLBACK. */
const limits = { commitMs: 15_000, rollbackMs: 4_000 };

type Scope = (trx: Knex.Transaction) => unknown;
type Begin = (config: Knex.TransactionConfig | undefined) => Promise<Knex.Transaction>;

/** The part of a transaction's client that is used, which is typed any. */
interface TransactionClient {
  query(connection: object, query: unknown): Promise<unknown>;
}

export interface TransactionGuard {
  /** Cleans up after a failed COMMIT or ROLLBACK, so that the pool does not reuse the connection as it is. */
  discard: (connection: object, error: unknown) => void;
  /** Whether the database rolled back the whole transaction with a statement's error. */
  isUndone: (connection: object, error: unknown) => boolean;
  isOutcomeKnown: (error: unknown) => boolean;
  onCommitError: (error: CommitError) => void;
  /** Begins a transaction, possibly with retries. @param attempt rejects if BEGIN fails */
  begin: (attempt: () => Promise<Knex.Transaction>) => Promise<Knex.Transaction>;
}

/**
 * Makes `transaction` of a knex instance reliable: it returns a transaction only after BEGIN has succeeded, and
 * `commit()` resolves only after COMMIT has. Knex itself returns a transaction whose BEGIN failed, and resolves
 * `commit()` in any case (https://github.com/knex/knex/issues/3370).
 */
export function guardTransactions(connection: Knex, guard: TransactionGuard): void {
  const original = connection.transaction.bind(connection);
  const attempt: Begin = async (config) => {
    const trx = await original(undefined, config);
    // Its BEGIN failed: rejects with the reason.
    if (trx.isCompleted()) await trx.executionPromise;
    return guarded(trx, guard);
  };
  replaceTransaction(connection, (config) => guard.begin(() => attempt(config)));
}

/** @param begin implements both forms of `transaction`, with and without a function */
function replaceTransaction(target: Knex, begin: Begin): void {
  Object.defineProperty(target, 'transaction', {
    configurable: true,
    value: async (
      scope?: Scope | Knex.TransactionConfig | null,
      config?: Knex.TransactionConfig,
    ): Promise<unknown> => {
      if (typeof scope === 'function') return runIn(await begin(config), scope);
      return begin(config ?? scope ?? undefined);
    },
  });
}

/** Like knex: if a scope returns a promise, commits when it resolves; any other ends the transaction itself. */
async function runIn(trx: Knex.Transaction, scope: Scope): Promise<unknown> {
  try {
    const result: unknown = scope(trx);
    if (isThenable(result)) {
      const value: unknown = await result;
      if (!trx.isCompleted()) await trx.commit(value);
    }
  } catch (error) {
    if (!trx.isCompleted()) await trx.rollback(error);
    throw error;
  }
  return trx.executionPromise;
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

function guarded(trx: Knex.Transaction, guard: TransactionGuard): Knex.Transaction {
  sendInOrder(trx, guard);
  const nested = trx.transaction.bind(trx);
  replaceTransaction(trx, async (config) => {
    if (trx.isCompleted()) throw new Error('The transaction has ended already: nothing can begin in it.');
    const inner = await nested(undefined, config);
    if (inner.isCompleted()) await inner.executionPromise;
    return Object.assign(inner, { commit: confirmedCommit(inner, guard) });
  });
  return Object.assign(trx, { commit: confirmedCommit(trx, guard) });
}

function confirmedCommit(trx: Knex.Transaction, guard: TransactionGuard) {
  const commit = trx.commit.bind(trx);
  return async (value?: unknown): Promise<unknown> => {
    if (trx.isCompleted()) throw new Error('The transaction has ended already: there is nothing to commit.');
    await commit(value);
    try {
      return await trx.executionPromise;
    } catch (error) {
      const failed = new CommitError(error, guard.isOutcomeKnown(error));
      guard.onCommitError(failed);
      throw failed;
    }
  };
}

/**
 * Sends the statements of a transaction one after the other, and none after the database has rolled it back: waiting
 * statements would be executed on their own, and no ROLLBACK would undo them. COMMIT and ROLLBACK do not wait here: knex
 * treats the transaction as ended at once, and the driver keeps their order.
 */
function sendInOrder(trx: Knex.Transaction, guard: TransactionGuard): void {
  const client = trx.client as TransactionClient;
  const query = client.query.bind(client);
  let latest: Promise<unknown> = Promise.resolve();
  let undone: { by: unknown } | null = null;

  const send = async (connection: object, statement: unknown): Promise<unknown> => {
    if (undone) throw undone.by;
    try {
      return await query(connection, statement);
    } catch (error) {
      if (guard.isUndone(connection, error)) undone = { by: error };
      throw error;
    }
  };
  client.query = (connection, statement) => {
    // The database would report success.
    if (statement === commit && undone) return send(connection, statement);
    const limit = limitOf(statement);
    // Knex refuses it if the transaction has ended: the connection may be in use elsewhere.
    if (limit !== null)
      return trx.isCompleted()
        ? query(connection, statement)
        : ending(limit, guard, connection, statement, query);
    const answer = latest.then(() => send(connection, statement));
    latest = answer.catch(() => undefined);
    return answer;
  };
}

/**
 * Limits COMMIT and ROLLBACK. One that fails or is not answered leaves the connection in an unknown state: the next BEGIN
 * on it would fail or, on MySQL, commit the rest. So it is discarded before knex releases it.
 *
 * @param limit milliseconds
 */
function ending(
  limit: number,
  guard: TransactionGuard,
  connection: object,
  statement: unknown,
  query: TransactionClient['query'],
): Promise<unknown> {
  return withTimeLimit(query(connection, statement), limit, () => {
    // mysql2's mark of errors after which a connection is unusable.
    throw Object.assign(new Error(`No answer to ${String(statement)} within ${limit} ms`), { fatal: true });
  }).catch((error: unknown) => {
    guard.discard(connection, error);
    throw error;
  });
}

const commit = 'COMMIT;';

function limitOf(statement: unknown): number | null {
  if (statement === commit) return limits.commitMs;
  return statement === 'ROLLBACK' ? limits.rollbackMs : null;
}
