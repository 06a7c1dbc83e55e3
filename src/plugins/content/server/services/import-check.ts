import type { Core } from '@strapi/strapi';
import { IssueList, type ContentIssue } from '../domain/content-file/issues';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { documentIdIn, keysIn, keyPlace, keyText } from '../domain/content-file/keys';
import { readDocument, type ReadDocument } from '../domain/content-file/read';
import { pictures, references, type Reference } from '../domain/content-file/walk';
import { documentIdsOf, referredIds } from './stored-documents';
import { createPictureCheck } from './import-picture-check';
import type { WantedPicture } from './import-pictures';
import { documentsOf, type ContentList, type ContentSource } from './import-source';

const batchSize = 200;

interface KeyedDocument {
  index: number;
  keys: readonly string[];
}

interface PlacedReference extends Reference {
  list: ContentList;
  index: number;
}

export interface CheckedSource {
  issues: IssueList;
  total: number;
  pictures: WantedPicture[];
}

/**
 * Reads the whole source and collects all issues before anything is written. Lists come in the order of import, so that
 * referenced documents are read first. Only the keys of each document are kept in memory.
 */
export async function checkSource(
  strapi: Core.Strapi,
  source: ContentSource,
  locationOf: (file: string) => Promise<string>,
  now: Date,
  onDocument: (done: number) => Promise<void>,
): Promise<CheckedSource> {
  const issues = new IssueList();
  const keys = new Map<KindName, Map<string, string>>();
  const pictureCheck = createPictureCheck(strapi, source.folder, locationOf);
  let total = 0;
  for (const list of source.lists) {
    const documents = documentsOf(list, (issue) => issues.add([issue]));
    const inClub = new Map<string, KeyedDocument>();
    for await (const batch of batches(documents, batchSize)) {
      const pending: PlacedReference[] = [];
      const keyed: KeyedDocument[] = [];
      for (const { index, value } of batch) {
        const issue = issueIn(list, index, issues);
        const document = { index, keys: keysIn(list.kind, value) };
        keyed.push(document);
        takeKeys(keys, list.kind, document, issue);
        const { read, issues: own } = readDocument(list.kind, value, now);
        for (const { path: at, message } of own ?? []) issue(at, message);
        if (read) {
          pending.push(
            ...references(list.kind, read.document.shared).map((each) => ({ ...each, list, index })),
          );
          for (const each of pictures(list.kind, read.document.shared)) {
            await pictureCheck.check(each, issue, { file: list.file, path: placeIn(list, index, each.path) });
          }
        }
        total += 1;
        await onDocument(total);
      }
      issues.add(await sameDocuments(strapi, list, keyed, inClub));
      issues.add(await unknownReferences(strapi, pending, keys));
    }
  }
  return { issues, total, pictures: pictureCheck.wanted() };
}

/** Reports an issue at a path within a document. */
export type Report = (path: readonly (string | number)[], message: string) => void;

const issueIn =
  (list: ContentList, index: number, issues: IssueList): Report =>
  (at, message) =>
    issues.add([{ file: list.file, path: placeIn(list, index, at), message }]);

/** The path within the file of a value, from its path within the document. */
export const placeIn = (
  list: ContentList,
  index: number,
  at: readonly (string | number)[],
): (string | number)[] => [...(list.alone ? [] : [list.kind]), index, ...at];

function takeKeys(
  known: Map<KindName, Map<string, string>>,
  kind: KindName,
  { index, keys }: KeyedDocument,
  issue: Report,
): void {
  const taken = known.get(kind) ?? new Map<string, string>();
  known.set(kind, taken);
  for (const key of keys) {
    const other = taken.get(key);
    if (other === undefined) taken.set(key, `[${index}]`);
    else issue([keyPlace(kind, key)], `'${documentIdIn(key) ?? key}' is already that of ${other}`);
  }
}

/**
 * Finds keys of one document that belong to two documents of the club, and documents that are the same one in the club
 * under different keys, such as the slugs of its draft and of its published version.
 */
async function sameDocuments(
  strapi: Core.Strapi,
  list: ContentList,
  documents: readonly KeyedDocument[],
  known: Map<string, KeyedDocument>,
): Promise<ContentIssue[]> {
  const allKeys = documents.flatMap(({ keys }) => keys);
  const documentIds = await documentIdsOf(strapi, list.kind, allKeys);
  const { word } = kinds[list.kind];
  return documents.flatMap((document) => {
    const { index, keys } = document;
    const issueAt = (key: string, message: string): ContentIssue[] => [
      { file: list.file, path: placeIn(list, index, [keyPlace(list.kind, key)]), message },
    ];
    const [key, other] = keys.filter((each) => documentIds.has(each));
    const documentId = documentIds.get(key ?? '');
    if (key === undefined || documentId === undefined) return [];
    if (other !== undefined && documentIds.get(other) !== documentId)
      return issueAt(other, `is in the club that of another ${word} than ${keyText(key)}`);
    const first = known.get(documentId) ?? document;
    known.set(documentId, first);
    if (first.keys.some((each) => keys.includes(each))) return [];
    return issueAt(key, `is in the club the same ${word} as [${first.index}]`);
  });
}

async function unknownReferences(
  strapi: Core.Strapi,
  pending: PlacedReference[],
  keys: Map<KindName, Map<string, string>>,
): Promise<ContentIssue[]> {
  const unknown = pending.filter(({ kind, key }) => !keys.get(kind)?.has(key));
  const inClub = await referredIds(strapi, unknown);
  return unknown
    .filter(({ kind, key }) => !inClub.get(kind)?.has(key))
    .map(({ list, index, path: at, kind, key }) => ({
      file: list.file,
      path: placeIn(list, index, at),
      message: `no ${kinds[kind].word} ${keyText(key)} in this import or in the club`,
    }));
}

/** Groups a stream into lists of at most `size`, so that the database is queried once per list. */
async function* batches<T>(stream: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const each of stream) {
    batch.push(each);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

export interface PlacedDocument extends ReadDocument {
  index: number;
}

/** Yields the documents of a checked list in batches. `documentsOf` refuses a file that has changed since. */
export async function* readBatches(
  list: ContentList,
  now: Date,
  size: number,
): AsyncGenerator<PlacedDocument[]> {
  for await (const batch of batches(documentsOf(list), size)) {
    yield batch.flatMap(({ index, value }) => {
      const { read } = readDocument(list.kind, value, now);
      return read ? [{ index, ...read }] : [];
    });
  }
}
