import { setTimeout as pause } from 'node:timers/promises';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import { classifyDatabaseError } from '../../../../database/errors';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';

/** SQLite does not queue writers; each retries every 100 ms at most. */
const othersTurnMs = 100;

export interface TransactionOptions {
  /** One transaction around all others. */
  isSingle: boolean;
  signal: AbortSignal | undefined;
  /** Called when a transaction has to wait for another process. */
  onWaiting: () => void;
}

/** Runs `work` in a transaction, and repeats it after a deadlock. */
export type Transact = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs an import, which writes by calls of `transact`. Other processes can write between two calls.
 *
 * Not `strapi.db.transaction`: the document service registers commit callbacks for every row (core's
 * `document-service/events.js`), which then read all rows again at once. For thousands of documents that is unbounded memory
 * and a storm of queries. So an import emits no events on the event hub; bulk middlewares run all the same.
 */
export async function inTransactions<T>(
  strapi: Core.Strapi,
  { isSingle, signal, onWaiting }: TransactionOptions,
  run: (transact: Transact) => Promise<T>,
): Promise<T> {
  async function once<Result>(work: () => Promise<Result>): Promise<Result> {
    const transaction = await whenFree(() => strapi.db.connection.transaction(), signal, onWaiting);
    let result: Result;
    try {
      result = await transactionCtx.run(transaction, work);
      signal?.throwIfAborted();
    } catch (error) {
      // A failed ROLLBACK does not matter: without a COMMIT nothing is kept.
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
    await transaction.commit();
    return result;
  }
  if (isSingle) return retryOnDeadlock(() => once(() => run((work) => work())));
  const hasOneWriter = strapi.db.dialect.client === 'sqlite';
  let isFirst = true;
  return run(async (work) => {
    if (hasOneWriter && !isFirst) await pause(othersTurnMs);
    isFirst = false;
    return retryOnDeadlock(() => once(work));
  });
}

const waitingNoticeMs = 300;
const pauseMs = 100;
const longestWaitMs = 120_000;

/**
 * Runs a statement, or begins a transaction, once no other process writes to the same SQLite file. Polls, because SQLite's own
 * waiting would keep this process from handling signals.
 *
 * @param onWaiting called once, after 300 ms
 */
export async function whenFree<T>(
  work: () => Promise<T>,
  signal?: AbortSignal,
  onWaiting: () => void = () => undefined,
): Promise<T> {
  const end = performance.now() + longestWaitMs;
  const timer = setTimeout(onWaiting, waitingNoticeMs);
  try {
    for (;;) {
      signal?.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (classifyDatabaseError(error) !== 'busy' || performance.now() > end) throw error;
      }
      await pause(pauseMs);
    }
  } finally {
    clearTimeout(timer);
  }
}
