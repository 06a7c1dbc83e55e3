import { classifyDatabaseError } from './errors';

/** How often a transaction that the database has chosen as a deadlock's victim is done in all. */
const tries = 8;

const marked = new WeakSet<object>();

/** Marks an error of a transaction that may succeed when the whole of it is done again. @returns the error */
export function markRetryable(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) marked.add(error);
  return error;
}

const isRetryable = (error: unknown): boolean =>
  classifyDatabaseError(error) === 'deadlock' ||
  (typeof error === 'object' && error !== null && marked.has(error));

/**
 * Does a whole transaction again when MySQL has given it up in favour of another
 * (https://dev.mysql.com/doc/refman/8.4/en/innodb-deadlocks-handling.html). Two that insert under keys that have just been
 * claimed come to that: MySQL locks the neighbours of an entry in a unique index that it has not yet cleared away.
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
