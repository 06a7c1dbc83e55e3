import { isDeepStrictEqual } from 'node:util';

/** What readers see of a document in English. */
export interface EnglishTexts {
  documentId: string;
  updatedAt: Date;
  texts: Readonly<Record<string, unknown>>;
}

/** The documents that were public before and after a write, and whose English texts it changed. */
export function changedTexts(
  before: readonly EnglishTexts[],
  after: readonly EnglishTexts[],
): EnglishTexts[] {
  const known = new Map(before.map((document) => [document.documentId, document.texts]));
  return after.filter(({ documentId, texts }) => {
    const former = known.get(documentId);
    return former !== undefined && !isDeepStrictEqual(former, texts);
  });
}
