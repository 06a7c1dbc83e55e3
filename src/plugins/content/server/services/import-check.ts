import type { Core } from '@strapi/strapi';
import { IssueList, type ContentIssue } from '../domain/content-file/issues';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { documentIdIn, keyOf, keyPlace, keyText } from '../domain/content-file/keys';
import { readDocument, type ReadDocument } from '../domain/content-file/read';
import { pictures, references, type Reference } from '../domain/content-file/walk';
import { documentIdsOf } from './import-lookup';
import { createPictureCheck } from './import-picture-check';
import type { WantedPicture } from './import-pictures';
import { documentsOf, type ContentList, type ContentSource } from './import-source';

const batchSize = 200;

interface PlacedReference extends Reference {
  list: ContentList;
  index: number;
}

export interface CheckedSource {
  issues: IssueList;
  /** How many documents there are. */
  total: number;
  pictures: WantedPicture[];
}

/**
 * Reads everything once and finds every issue there is, before anything is written. Lists come in the order of import,
 * so that whoever is referred to has been read before. Of each document only its key is kept.
 */
export async function checkSource(
  strapi: Core.Strapi,
  source: ContentSource,
  locationOf: (file: string) => Promise<string>,
  now: Date,
  onDocument: () => Promise<void>,
): Promise<CheckedSource> {
  const issues = new IssueList();
  const keys = new Map<KindName, Map<string, string>>();
  const pictureCheck = createPictureCheck(strapi, source.folder, locationOf);
  let total = 0;
  for (const list of source.lists) {
    const documents = documentsOf(list, (issue) => issues.add([issue]));
    const inClub = new Map<string, { key: string; index: number }>();
    for await (const batch of batches(documents, batchSize)) {
      const pending: PlacedReference[] = [];
      for (const { index, value } of batch) {
        const issue = issueIn(list, index, issues);
        takeKey(keys, list, index, value, issue);
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
        await onDocument();
      }
      issues.add(await sameDocuments(strapi, list, batch, inClub));
      issues.add(await unknownReferences(strapi, pending, keys));
    }
  }
  return { issues, total, pictures: pictureCheck.wanted() };
}

/** Reports what is wrong at a place within a document. */
export type Report = (path: readonly (string | number)[], message: string) => void;

const issueIn =
  (list: ContentList, index: number, issues: IssueList): Report =>
  (at, message) =>
    issues.add([{ file: list.file, path: placeIn(list, index, at), message }]);

/** The path of a value within its file, from where it stands within its document. */
export const placeIn = (
  list: ContentList,
  index: number,
  at: readonly (string | number)[],
): (string | number)[] => [...(list.alone ? [] : [list.kind]), index, ...at];

function takeKey(
  keys: Map<KindName, Map<string, string>>,
  list: ContentList,
  index: number,
  value: unknown,
  issue: Report,
): void {
  const key = keyOf(list.kind, value);
  if (key === undefined) return;
  const known = keys.get(list.kind) ?? new Map<string, string>();
  keys.set(list.kind, known);
  const other = known.get(key);
  if (other === undefined) known.set(key, `[${index}]`);
  else issue([keyPlace(list.kind, key)], `'${documentIdIn(key) ?? key}' is already that of ${other}`);
}

/** Different keys that lead to one document of the club: the slugs of its draft and of its published version, say. */
async function sameDocuments(
  strapi: Core.Strapi,
  list: ContentList,
  batch: readonly { index: number; value: unknown }[],
  known: Map<string, { key: string; index: number }>,
): Promise<ContentIssue[]> {
  const keyed = batch.flatMap(({ index, value }) => {
    const key = keyOf(list.kind, value);
    return key === undefined ? [] : [{ key, index }];
  });
  const documentIds = await documentIdsOf(
    strapi,
    list.kind,
    keyed.map(({ key }) => key),
  );
  return keyed.flatMap(({ key, index }) => {
    const documentId = documentIds.get(key);
    if (documentId === undefined) return [];
    const first = known.get(documentId) ?? { key, index };
    known.set(documentId, first);
    if (first.key === key) return [];
    const message = `is in the club the same ${kinds[list.kind].word} as [${first.index}]`;
    return [{ file: list.file, path: placeIn(list, index, [keyPlace(list.kind, key)]), message }];
  });
}

async function unknownReferences(
  strapi: Core.Strapi,
  pending: PlacedReference[],
  keys: Map<KindName, Map<string, string>>,
): Promise<ContentIssue[]> {
  const unknown = pending.filter(({ kind, key }) => !keys.get(kind)?.has(key));
  const inClub = new Map<KindName, ReadonlyMap<string, string>>();
  for (const kind of new Set(unknown.map((each) => each.kind))) {
    const asked = unknown.flatMap((each) => (each.kind === kind ? [each.key] : []));
    inClub.set(kind, await documentIdsOf(strapi, kind, asked));
  }
  return unknown
    .filter(({ kind, key }) => !inClub.get(kind)?.has(key))
    .map(({ list, index, path: at, kind, key }) => ({
      file: list.file,
      path: placeIn(list, index, at),
      message: `no ${kinds[kind].word} ${keyText(key)} in this import or in the club`,
    }));
}

/** Gathers what a stream yields in lists of at most `size`, so that the database is asked once for many. */
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

/** The documents of a list that has been found faultless, in batches. The file itself is held to be the same by `documentsOf`. */
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
