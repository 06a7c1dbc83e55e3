import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import { whenFree } from './when-free';

type Transaction = Parameters<typeof transactionCtx.run>[0];

/**
 * Runs `work` in a transaction that others commit, with commit callbacks of its own, which are let go at its end.
 *
 * In `strapi.db.transaction` they would pile up until the commit, several for each row written: the document service
 * announces every row then (core's `document-service/events.js`), reading each again, all of them at once. For ten
 * thousand documents that is memory without bound and a storm of queries. So an import announces nothing on the
 * event hub; whatever follows from writing in the document service's middlewares follows all the same.
 */
export async function inTransaction<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  return transactionCtx.run(transaction, work);
}

/** Begins the transaction of an import. */
export const beginTransaction = (
  strapi: Core.Strapi,
  signal: AbortSignal | undefined,
  onWaiting: () => void,
): Promise<Transaction> => whenFree(() => strapi.db.connection.transaction(), signal, onWaiting);
