import { groupBy } from '../../../../shared/server/group-by';

/** A row of a document: its draft, or what is public of it, in one language. */
export interface Version {
  documentId: string;
  updatedAt: string | Date;
  /** Null of a draft; also set where a type has no drafts. */
  publishedAt?: string | Date | null | undefined;
}

export interface DocumentCounts {
  draft: number;
  published: number;
  modified: number;
}

/** When the newest of some rows was changed; null if there is none. */
const newest = (rows: readonly Version[]): number | null =>
  rows.length === 0 ? null : Math.max(...rows.map(({ updatedAt }) => new Date(updatedAt).getTime()));

function statusOf(rows: readonly Version[]): keyof DocumentCounts {
  const published = newest(rows.filter(({ publishedAt }) => publishedAt != null));
  const draft = newest(rows.filter(({ publishedAt }) => publishedAt == null));
  if (published === null) return 'draft';
  return draft === null || draft === published ? 'published' : 'modified';
}

/** How many documents are drafts, public, or changed since they were published: as Strapi's home page counts them. */
export function countDocuments(versions: readonly Version[]): DocumentCounts {
  const documents = groupBy(versions, ({ documentId }) => documentId);
  const counts: DocumentCounts = { draft: 0, published: 0, modified: 0 };
  for (const rows of documents.values()) counts[statusOf(rows)] += 1;
  return counts;
}
