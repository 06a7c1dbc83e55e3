import { fingerprint } from './fingerprint';

/** A document as a target is to show it. */
export interface Wanted<Document> {
  document: Document;
  hash: string;
  /** When it may come to be there, if it is not: at once, not before a moment (ISO 8601), or never, being kept up to date only. */
  appears: 'now' | 'never' | { notBefore: string };
}

/** How a target is to stand to an event: show a document, show nothing (null), or stay as it is (`leave`). */
export type Desired<Document> = Wanted<Document> | null | 'leave';

export const wanted = <Document extends object>(
  document: Document,
  appears: Wanted<Document>['appears'] = 'now',
): Wanted<Document> => ({ document, hash: fingerprint(document), appears });
