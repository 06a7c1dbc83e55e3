/** As the content manager shows it: `modified` is published, with changes that are not. */
export type PublicationStatus = 'draft' | 'modified' | 'published';

/** @param draft @param published when each version was last changed; null where it is not published */
export function publicationStatus(draft: Date, published: Date | null): PublicationStatus {
  if (published === null) return 'draft';
  return draft.getTime() > published.getTime() ? 'modified' : 'published';
}
