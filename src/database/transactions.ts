import type { Knex } from 'knex';
import { withTimeLimit } from '../shared/server/time-limit';
import { CommitError } from './errors';

/** How long the end of a transaction may take before its connection is given up. Less than knex's own five seconds for ROLLBACK. */
const limits = { commitMs: 15_000, rollbackMs: 4_000 };

type Scope = (trx: Knex.Transaction) => unknown;
type Begin = (config: Knex.TransactionConfig | undefined) => Promise<Knex.Transaction>;

/** What is used of the client of a transaction, whose own types say `any`. */
interface TransactionClient {
  query(connection: object, query: unknown): Promise<unknown>;
}

export interface TransactionGuard {
  /** Undoes what is left of a transaction whose end failed, so that the pool gives its connection to nobody as it is. */
  discard: (connection: object, error: unknown) => void;
  /** Whether the database has undone a whole transaction with the error that it gave a statement of it. */
  isUndone: (connection: object, error: unknown) => boolean;
  /** Whether nothing was stored for sure. */
  isOutcomeKnown: (error: unknown) => boolean;
  /** Told of every COMMIT that fails. */
  onCommitError: (error: CommitError) => void;
  /** Begins a transaction; may try several times. @param attempt rejects when BEGIN fails */
  begin: (attempt: () => Promise<Knex.Transaction>) => Promise<Knex.Transaction>;
}

/**
 * Makes `transaction` of a knex instance keep its word, for whoever uses it: a transaction is handed out only after BEGIN has
 * succeeded, and `commit()` is done only when COMMIT is. Knex itself hands out a transaction whose BEGIN failed, and resolves
 * `commit()` whatever comes of it (https://github.com/knex/knex/issues/3370).
 */
export function guardTransactions(connection: Knex, guard: TransactionGuard): void {
  const original = connection.transaction.bind(connection);
  const attempt: Begin = async (config) => {
    const trx = await original(undefined, config);
    // Its BEGIN failed: this rejects with the reason.
    if (trx.isCompleted()) await trx.executionPromise;
    return guarded(trx, guard);
  };
  replaceTransaction(connection, (config) => guard.begin(() => attempt(config)));
}

/** @param begin what stands behind both forms of `transaction`, that with a function and that without */
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

/** As knex does: a scope that returns a promise is committed when that is done, any other ends the transaction itself. */
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
 * Gives the database one statement of a transaction after the other, and none any more once it has undone the whole: what was
 * waiting then would be done on its own, and no ROLLBACK would take it back. COMMIT and ROLLBACK wait for nobody here: they end
 * the transaction for knex at once, and the driver keeps them in order.
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
    // It would be answered as done.
    if (statement === commit && undone) return send(connection, statement);
    const limit = limitOf(statement);
    // One that has ended already is refused by knex: the connection is somebody else's by now.
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
 * A COMMIT or ROLLBACK that failed, or that is not answered, leaves a connection of which nobody knows what it is in the midst
 * of: the next BEGIN on it would fail, or on MySQL commit what is left. It must be dealt with before knex releases it.
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
    // As mysql2 marks errors after which a connection is of no use.
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
