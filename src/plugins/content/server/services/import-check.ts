import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { IssueList, type ContentIssue } from '../domain/content-file/issues';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { keyOf, readDocument, type ReadDocument } from '../domain/content-file/read';
import { pictures, references, type Reference } from '../domain/content-file/walk';
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
  else issue([kinds[list.kind].key], `'${key}' is already that of ${other}`);
}

async function unknownReferences(
  strapi: Core.Strapi,
  pending: PlacedReference[],
  keys: Map<KindName, Map<string, string>>,
): Promise<ContentIssue[]> {
  const unknown = pending.filter(({ kind, slug }) => !keys.get(kind)?.has(slug));
  const inClub = new Map<KindName, Set<string>>();
  for (const kind of new Set(unknown.map((each) => each.kind))) {
    const slugs = unknown.flatMap((each) => (each.kind === kind ? [each.slug] : []));
    inClub.set(kind, await slugsInClub(strapi, kind, slugs));
  }
  return unknown
    .filter(({ kind, slug }) => !inClub.get(kind)?.has(slug))
    .map(({ list, index, path: at, kind, slug }) => ({
      file: list.file,
      path: placeIn(list, index, at),
      message: `no ${kinds[kind].word} '${slug}' in this import or in the club`,
    }));
}

const slugRows = z.array(z.object({ slug: z.string() }));

async function slugsInClub(strapi: Core.Strapi, kind: KindName, slugs: string[]): Promise<Set<string>> {
  const rows: unknown = await strapi.db
    .query(kinds[kind].uid)
    .findMany({ select: ['slug'], where: { slug: { $in: [...new Set(slugs)] } } });
  return new Set(slugRows.parse(rows).map((row) => row.slug));
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
