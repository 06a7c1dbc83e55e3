import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { classifyDatabaseError } from './errors';

const tries = 8;

const marked = new WeakSet<object>();

/** Marks an error after which the whole transaction may succeed if it is repeated. @returns the error */
export function markRetryable(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) marked.add(error);
  return error;
}

const isRetryable = (error: unknown): boolean =>
  classifyDatabaseError(error) === 'deadlock' ||
  (typeof error === 'object' && error !== null && marked.has(error));

/**
 * Repeats a whole transaction that MySQL rolled back because of a deadlock
 * (https://dev.mysql.com/doc/refman/8.4/en/innodb-deadlocks-handling.html). That also happens to two inserts with
 * recently deleted keys: MySQL locks the neighbours of an index entry that has not been purged yet.
 */
export async function retryOnDeadlock<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === tries || !isRetryable(error)) throw error;
    }
  }
}

/** Runs work in one transaction, and again if MySQL rolled it back because of a deadlock: it must do nothing but ask the database. */
export const inTransaction = <T>(
  strapi: Core.Strapi,
  work: (transaction: { trx: Knex.Transaction }) => Promise<T>,
): Promise<T> => retryOnDeadlock(async () => strapi.db.transaction(work));
