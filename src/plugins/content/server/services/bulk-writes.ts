import type { ClubType, WriteAction } from '../domain/writes';

/** Documents of one type that an import writes together. */
export interface BulkWrite {
  /** The corresponding action of the document service, in all languages of each document. */
  action: WriteAction;
  uid: ClubType;
  /** Set for a `create`, too. */
  documentIds: readonly string[];
}

export type BulkMiddleware = (write: BulkWrite, next: () => Promise<void>) => Promise<void>;

/**
 * Middlewares for writes that bypass the document service. A document middleware that handles the consequences of a write
 * needs a counterpart here, which handles many documents at once.
 */
export default () => {
  const middlewares: BulkMiddleware[] = [];
  return {
    /** Like `strapi.documents.use`: the first middleware is the outermost. */
    use(middleware: BulkMiddleware): void {
      middlewares.push(middleware);
    },

    /** Runs `work` within the middlewares, in the caller's transaction. Skips them if there are no documents. */
    async run(write: BulkWrite, work: () => Promise<void>): Promise<void> {
      if (write.documentIds.length === 0) return work();
      const all = middlewares.reduceRight<() => Promise<void>>(
        (next, middleware) => () => middleware(write, next),
        work,
      );
      await all();
    },
  };
};
