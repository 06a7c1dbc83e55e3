/** How often a transaction that the database has chosen as a deadlock's victim is done in all. */
const tries = 5;

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ER_LOCK_DEADLOCK';

/**
 * Does a whole transaction again when MySQL has given it up in favour of another. Two that insert under keys that have just been
 * claimed come to that: MySQL locks the neighbours of an entry in a unique index that it has not yet cleared away.
 */
export async function despiteDeadlocks<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === tries || !isDeadlock(error)) throw error;
    }
  }
}
