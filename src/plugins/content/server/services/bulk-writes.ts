import type { ClubType, WriteAction } from '../domain/writes';

/** Documents of one type that are written together, by an import. */
export interface BulkWrite {
  /** What the document service would be asked to do with each of them, in all of its languages. */
  action: WriteAction;
  uid: ClubType;
  /** Of a `create`, too. */
  documentIds: readonly string[];
}

export type BulkMiddleware = (write: BulkWrite, next: () => Promise<void>) => Promise<void>;

/**
 * What middlewares of the document service do at each write, for those who write many documents past it: whoever has one
 * there that follows a write has one here, which does the same for all of them at once.
 */
export default () => {
  const middlewares: BulkMiddleware[] = [];
  return {
    /** As `strapi.documents.use`: the first stands outside of those that follow. */
    use(middleware: BulkMiddleware): void {
      middlewares.push(middleware);
    },

    /** Does the work of a write, which may be of no documents, within the caller's transaction. */
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
