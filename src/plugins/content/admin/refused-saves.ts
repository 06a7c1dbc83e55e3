import { adminApi } from '@strapi/strapi/admin';
import { z } from 'zod';

/** The parts of RTK Query's endpoint definitions that are used here. */
interface Mutation {
  invalidatesTags?: unknown;
}
interface Query {
  keepUnusedDataFor?: number;
}

/** The content manager's mutations of documents (its services/documents.ts). */
const writes = [
  'cloneDocument',
  'createDocument',
  'deleteDocument',
  'discardDocument',
  'publishDocument',
  'unpublishDocument',
  'updateDocument',
] as const;

/** The RTK Query tags that a request invalidates: none if it was refused. */
export const unlessRefused =
  (tags: unknown) =>
  (result: unknown, error: unknown, ...rest: unknown[]): unknown => {
    if (error !== undefined && error !== null) return [];
    return typeof tags === 'function'
      ? (tags as (...given: unknown[]) => unknown)(result, error, ...rest)
      : tags;
  };

/**
 * Prevents the content manager from reloading a document after a refused save. A document without the form's language
 * would lose its form meanwhile, and with it a first translation.
 */
export function keepFormsOfRefusedSaves(): void {
  const keep = (mutation: Mutation | undefined): void => {
    if (mutation) mutation.invalidatesTags = unlessRefused(mutation.invalidatesTags);
  };
  adminApi.enhanceEndpoints({ endpoints: Object.fromEntries(writes.map((name) => [name, keep])) });
}

const isOfDocument = (tag: unknown): boolean =>
  typeof tag === 'object' &&
  tag !== null &&
  'type' in tag &&
  tag.type === 'Document' &&
  'id' in tag &&
  !String(tag.id).endsWith('_LIST');

/** The RTK Query tags that a deletion invalidates: lists, but not the document itself. */
export const withoutDeleted =
  (tags: (...given: unknown[]) => unknown) =>
  (...given: unknown[]): unknown => {
    const invalidated = tags(...given);
    return Array.isArray(invalidated) ? invalidated.filter((tag) => !isOfDocument(tag)) : invalidated;
  };

/**
 * Prevents the content manager from reloading a document that it has just deleted, while its form is still open: it would
 * show "Not Found" after every deletion. Forms opened later reload their document.
 */
export function skipReloadOfDeleted(): void {
  const skip = (mutation: Mutation | undefined): void => {
    const tags = mutation?.invalidatesTags;
    if (mutation && typeof tags === 'function')
      mutation.invalidatesTags = withoutDeleted(tags as (...given: unknown[]) => unknown);
  };
  const expireSoon = (query: Query | undefined): void => {
    // Long enough for a form that is remounted while it loads.
    if (query) query.keepUnusedDataFor = 1;
  };
  adminApi.enhanceEndpoints({ endpoints: { deleteDocument: skip, getDocument: expireSoon } });
}

const patch = z.object({
  type: z.literal('adminApi/queries/queryResultPatched'),
  payload: z.object({ queryCacheKey: z.string().startsWith('getDocument(') }),
});

/**
 * A Redux middleware that drops optimistic updates of documents. The content manager's `updateDocument` patches the
 * cached document before it is saved, and reverts that if saving is refused; its form resets whenever the document
 * changes, and would lose what was typed. A successful save reloads the document anyway.
 */
export const dropOptimisticUpdates =
  () =>
  () =>
  <Action>(next: (action: Action) => unknown) =>
  (action: Action): unknown =>
    patch.safeParse(action).success ? action : next(action);
