import { setTimeout as pause } from 'node:timers/promises';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { whenFree } from './when-free';

/** SQLite lets the next writer in by chance: whoever waits looks again every 100 ms at most. */
const othersTurnMs = 100;

export interface TransactionOptions {
  /** One transaction around all others. */
  isSingle: boolean;
  signal: AbortSignal | undefined;
  /** Called when another process keeps a transaction from beginning. */
  onWaiting: () => void;
}

/** Does `work` in a transaction, and again where the database chose that as a deadlock's victim. */
export type Transact = <T>(work: () => Promise<T>, afterCommit?: () => void) => Promise<T>;

/**
 * Runs an import, which writes by calls of `transact`. After each of these others have their turn to write.
 *
 * In `strapi.db.transaction` commit callbacks would pile up, several for each row written: the document service
 * announces every row then (core's `document-service/events.js`), reading each again, all of them at once. For
 * thousands of documents that is memory without bound and a storm of queries. So an import announces nothing on the
 * event hub; whatever follows from writing in the document service's middlewares follows all the same.
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
      // Without a COMMIT nothing stays, whether or not the database still hears of it.
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
    await transaction.commit();
    return result;
  }
  if (isSingle) {
    let callbacks: (() => void)[] = [];
    const result = await retryOnDeadlock(() => {
      callbacks = [];
      return once(() =>
        run((work, afterCommit) => {
          if (afterCommit) callbacks.push(afterCommit);
          return work();
        }),
      );
    });
    callbacks.forEach((call) => call());
    return result;
  }
  const hasOneWriter = strapi.db.dialect.client === 'sqlite';
  return run(async (work, afterCommit) => {
    const result = await retryOnDeadlock(() => once(work));
    afterCommit?.();
    if (hasOneWriter) await pause(othersTurnMs);
    return result;
  });
}
