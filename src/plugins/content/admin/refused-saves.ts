import { adminApi } from '@strapi/strapi/admin';
import { z } from 'zod';

/** As much as is used here of how RTK Query knows an endpoint. */
interface Mutation {
  invalidatesTags?: unknown;
}
interface Query {
  keepUnusedDataFor?: number;
}

/** The content manager's endpoints that change a document (its services/documents.ts). */
const writes = [
  'cloneDocument',
  'createDocument',
  'deleteDocument',
  'discardDocument',
  'publishDocument',
  'unpublishDocument',
  'updateDocument',
] as const;

/** The RTK Query tags that a request invalidates: none if it was refused, since nothing has changed. */
export const unlessRefused =
  (tags: unknown) =>
  (result: unknown, error: unknown, ...rest: unknown[]): unknown => {
    if (error !== undefined && error !== null) return [];
    return typeof tags === 'function'
      ? (tags as (...given: unknown[]) => unknown)(result, error, ...rest)
      : tags;
  };

/**
 * Keeps the content manager from reading a document again after a refused save. A document without the form's language
 * would have its form removed meanwhile, and reset afterwards: a first translation would be lost.
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

/** The RTK Query tags that a deletion invalidates: lists, and not the document itself. */
export const withoutDeleted =
  (tags: (...given: unknown[]) => unknown) =>
  (...given: unknown[]): unknown => {
    const invalidated = tags(...given);
    return Array.isArray(invalidated) ? invalidated.filter((tag) => !isOfDocument(tag)) : invalidated;
  };

/**
 * Keeps the content manager from reading a document that it has just deleted, while its form is still there: it would say "Not
 * Found" over every deletion. Forms that are opened later read their document anew.
 */
export function leaveDeletedAlone(): void {
  const leave = (mutation: Mutation | undefined): void => {
    const tags = mutation?.invalidatesTags;
    if (mutation && typeof tags === 'function')
      mutation.invalidatesTags = withoutDeleted(tags as (...given: unknown[]) => unknown);
  };
  const readAnew = (query: Query | undefined): void => {
    // Long enough for a form that is shown anew while it loads.
    if (query) query.keepUnusedDataFor = 1;
  };
  adminApi.enhanceEndpoints({ endpoints: { deleteDocument: leave, getDocument: readAnew } });
}

const patch = z.object({
  type: z.literal('adminApi/queries/queryResultPatched'),
  payload: z.object({ queryCacheKey: z.string().startsWith('getDocument(') }),
});

/**
 * A Redux middleware that drops optimistic updates of documents. The content manager's `updateDocument` patches the cached
 * document before it is saved, and reverts that when saving is refused; its form, which resets whenever the document
 * changes, then loses what was typed. A save that succeeds reads the document again anyway.
 */
export const dropOptimisticUpdates =
  () =>
  () =>
  <Action>(next: (action: Action) => unknown) =>
  (action: Action): unknown =>
    patch.safeParse(action).success ? action : next(action);
