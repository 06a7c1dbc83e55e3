import { AsyncLocalStorage } from 'node:async_hooks';
import { CommitError, databaseFailureOf, type DatabaseFailure } from './errors';

interface RequestMemory {
  failure: DatabaseFailure | null;
  isOutcomeUnknown: boolean;
}

const memory = new AsyncLocalStorage<RequestMemory>();

/** Runs the work of a request, and remembers database failures during it. */
export function rememberingDatabaseFailures<T>(work: () => Promise<T>): Promise<T> {
  return memory.run({ failure: null, isOutcomeUnknown: false }, work);
}

/**
 * Strapi turns some database errors into other responses: a user that could not be looked up is a 401, a locale a 400. So
 * failures are recorded where they happen. A commit with an unknown outcome outweighs others.
 */
export function rememberDatabaseFailure(error: unknown): void {
  const request = memory.getStore();
  if (!request || request.isOutcomeUnknown) return;
  request.isOutcomeUnknown = error instanceof CommitError && !error.isOutcomeKnown;
  if (request.failure === null || request.isOutcomeUnknown) request.failure = databaseFailureOf(error);
}

/** The database failure in the current request; null if there was none, and outside of requests. */
export function rememberedDatabaseFailure(): DatabaseFailure | null {
  return memory.getStore()?.failure ?? null;
}

const reads = new AsyncLocalStorage<boolean>();

/** Runs work that only reads: its transaction does not take SQLite's write lock, so it waits for no other process. */
export function readingOnly<T>(work: () => Promise<T>): Promise<T> {
  return reads.run(true, work);
}

export const isReadingOnly = (): boolean => reads.getStore() === true;
