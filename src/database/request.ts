import { AsyncLocalStorage } from 'node:async_hooks';
import { CommitError, databaseFailureOf, type DatabaseFailure } from './errors';

interface RequestMemory {
  failure: DatabaseFailure | null;
  isOutcomeUnknown: boolean;
}

const memory = new AsyncLocalStorage<RequestMemory>();

/** Runs the work of a request, and remembers what goes wrong with the database meanwhile. */
export function rememberingDatabaseFailures<T>(work: () => Promise<T>): Promise<T> {
  return memory.run({ failure: null, isOutcomeUnknown: false }, work);
}

/**
 * Strapi turns some errors of the database into other answers: a user it could not look up is a 401, a locale a 400. So what
 * failed is remembered where it fails. A commit whose outcome is not known outweighs all else.
 */
export function rememberDatabaseFailure(error: unknown): void {
  const request = memory.getStore();
  if (!request || request.isOutcomeUnknown) return;
  request.isOutcomeUnknown = error instanceof CommitError && !error.isOutcomeKnown;
  if (request.failure === null || request.isOutcomeUnknown) request.failure = databaseFailureOf(error);
}

/** What went wrong with the database in the request at hand; null where nothing did, and outside of requests. */
export function rememberedDatabaseFailure(): DatabaseFailure | null {
  return memory.getStore()?.failure ?? null;
}

const reads = new AsyncLocalStorage<boolean>();

/**
 * Runs work that only reads. Its transaction does not take SQLite's write lock, and so waits for no other process.
 */
export function readingOnly<T>(work: () => Promise<T>): Promise<T> {
  return reads.run(true, work);
}

export const isReadingOnly = (): boolean => reads.getStore() === true;
