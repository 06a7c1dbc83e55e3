import { adminApi } from '@strapi/strapi/admin';

/** As much as is used here of how RTK Query knows an endpoint. */
interface Mutation {
  invalidatesTags?: unknown;
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

/** What is to be asked for anew after a request: nothing when it was refused, since nothing has changed then. */
export const unlessRefused =
  (tags: unknown) =>
  (result: unknown, error: unknown, ...rest: unknown[]): unknown => {
    if (error !== undefined && error !== null) return [];
    return typeof tags === 'function'
      ? (tags as (...given: unknown[]) => unknown)(result, error, ...rest)
      : tags;
  };

/**
 * Keeps what somebody typed when saving it is refused. The content manager asks for a document anew after every save, a
 * refused one too. While it waits it takes the form away where the document has no such language yet, and begins it anew
 * afterwards: a first translation is gone, with all that was typed into it.
 */
export function keepRefusedForms(): void {
  const keep = (mutation: Mutation | undefined): void => {
    if (mutation) mutation.invalidatesTags = unlessRefused(mutation.invalidatesTags);
  };
  adminApi.enhanceEndpoints({ endpoints: Object.fromEntries(writes.map((name) => [name, keep])) });
}
