import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';
import { z } from 'zod';
import { changesOf, isUnchanged, type Changes } from '../domain/content-file/compare';
import { ContentIssues, type ContentIssue } from '../domain/content-file/issues';
import { documentIdIn, documentIdOf } from '../domain/content-file/keys';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { pictures as picturesOf } from '../domain/content-file/walk';
import type { ClubType } from '../domain/writes';
import { contentServices } from '.';
import { linkedRows, withIds, type ReplacedIds } from './import-links';
import { placeIn, type PlacedDocument } from './import-check';
import type { Pictures } from './import-pictures';
import type { ContentList } from './import-source';
import {
  draftsOfDocument,
  editedRows,
  publishedRows,
  publishedWithoutDraft,
  type DraftedDocument,
  type PlannedDocument,
  type RowContext,
} from './import-rows';
import { createRowWriter } from './row-writer';
import { schemasOf } from './schemas';
import { documentIdsOf, storedDocuments, type StoredDocument } from './stored-documents';
import { defaultLanguage } from '../../../../shared/server/languages';

export type Outcome = 'created' | 'changed' | 'unchanged';

type PlacedPlan = PlannedDocument & Pick<PlacedDocument, 'index' | 'keys'>;

const nothing = { shared: {}, translations: {}, publication: 'none' } as const;

/**
 * Writes what differs between the documents of a batch and the club's, in a few statements. The consequences of a write are
 * handled for all documents at once: see `bulk-writes`.
 *
 * @returns the outcome of each
 */
export async function writeBatch(
  strapi: Core.Strapi,
  list: ContentList,
  batch: readonly PlacedDocument[],
  pictures: Pictures,
  replaced: ReplacedIds,
): Promise<Outcome[]> {
  const { kind: name } = list;
  const uid = kinds[name].uid;
  const shown = batch.flatMap(({ document }) => picturesOf(name, document.shared));
  await pictures.writeRows(shown.map(({ picture }) => picture));
  const planned = await plan(strapi, name, await withIds(strapi, name, batch, pictures, replaced));
  const changed = planned.filter(({ stored, changes }) => !stored || !isUnchanged(changes));
  if (changed.length > 0) {
    try {
      await strapi.db.transaction(({ trx }: { trx: Knex.Transaction }) =>
        writeChanged(strapi, trx, list, uid, changed),
      );
    } catch (error) {
      throw asIssues(error, list, changed[0]?.index ?? 0);
    }
  }
  const its = planned.flatMap(({ keys, documentId }) =>
    keys
      .filter((key) => (documentIdIn(key) ?? documentId) !== documentId)
      .map((key): [string, string] => [key, documentId]),
  );
  replaced.set(name, new Map([...(replaced.get(name) ?? []), ...its]));
  return planned.map((each) => (!changed.includes(each) ? 'unchanged' : each.stored ? 'changed' : 'created'));
}

/**
 * Compares documents with the club's, which are found by slug, else by `documentId`. Those that differ are locked and
 * compared again.
 */
async function plan(
  strapi: Core.Strapi,
  name: KindName,
  documents: readonly PlacedDocument[],
): Promise<PlacedPlan[]> {
  const newId = newDocumentId(strapi, kinds[name].uid);
  const allKeys = documents.flatMap(({ keys }) => keys);
  const known = await documentIdsOf(strapi, name, allKeys);
  const found = documents.map((each) => ({ ...each, documentId: documentIdOf(each.keys, known) ?? newId() }));
  const compared = (rows: ReadonlyMap<string, StoredDocument>): PlacedPlan[] =>
    found.map(({ document, ...each }) => {
      const stored = rows.get(each.documentId);
      return { ...each, stored, changes: changesOf(name, document, stored ?? nothing) };
    });
  const seen = await storedDocuments(strapi, name, [...new Set(known.values())]);
  const first = compared(seen);
  const differing = first
    .filter(({ stored, changes }) => stored && !isUnchanged(changes))
    .map(({ documentId }) => documentId);
  if (differing.length === 0) return first;
  await contentServices(strapi).documentLock.take(kinds[name].uid, differing);
  // Somebody may have changed or deleted them since. One that is gone is created.
  const locked = await storedDocuments(strapi, name, differing);
  const others = [...seen].filter(([documentId]) => !differing.includes(documentId));
  return compared(new Map([...others, ...locked]));
}

const identifier = z.custom<() => string>((value) => typeof value === 'function');

/** Makes ids as Strapi's database layer does. */
const newDocumentId = (strapi: Core.Strapi, uid: string): (() => string) => {
  const attribute = strapi.db.metadata.get(uid).attributes['documentId'];
  return identifier.parse(attribute && 'default' in attribute ? attribute.default : undefined);
};

async function writeChanged(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  list: ContentList,
  uid: ClubType,
  planned: readonly PlacedPlan[],
): Promise<void> {
  const { bulkWrites } = contentServices(strapi);
  const { kind: name } = list;
  const links = await linkedRows(strapi, name, planned);
  const documents = planned.map((each) => ({
    ...each,
    drafts: draftsOfDocument(strapi, name, uid, each, links),
  }));
  await requireRules(strapi, list, uid, documents);
  const writer = createRowWriter(strapi, trx);
  const having = (publication: Changes['publication']) =>
    documents.filter(({ changes }) => changes.publication === publication);
  const idsOf = (some: readonly DraftedDocument[]): string[] => some.map(({ documentId }) => documentId);

  const context: RowContext = { uid, now: new Date(), links };
  const fresh = documents.filter(({ stored }) => !stored);
  const edited = documents.filter(
    ({ stored, drafts: all }) => stored && all.some(({ isEdited }) => isEdited),
  );
  await bulkWrites.run({ action: 'create', uid, documentIds: idsOf(fresh) }, () =>
    bulkWrites.run({ action: 'update', uid, documentIds: idsOf(edited) }, async () => {
      await writer.write(
        uid,
        documents.flatMap((document) => editedRows(strapi, document, context)),
      );
    }),
  );
  const published = having('publish');
  if (published.length > 0)
    await bulkWrites.run({ action: 'publish', uid, documentIds: idsOf(published) }, async () => {
      await writer.remove(uid, published.flatMap(publishedWithoutDraft));
      await writer.write(
        uid,
        published.flatMap((document) => publishedRows(strapi, document, context)),
      );
    });
  const unpublished = having('unpublish');
  if (unpublished.length > 0)
    await bulkWrites.run({ action: 'unpublish', uid, documentIds: idsOf(unpublished) }, () =>
      writer.remove(
        uid,
        unpublished.flatMap(({ stored }) => [...(stored?.published.values() ?? [])]),
      ),
    );
}

/**
 * Applies the rules on save. New documents were checked when their files were read.
 * @throws ContentIssues with all issues of the batch
 */
async function requireRules(
  strapi: Core.Strapi,
  list: ContentList,
  uid: ClubType,
  documents: readonly (DraftedDocument & { index: number })[],
): Promise<void> {
  const { rules } = contentServices(strapi);
  const hasDrafts = schemasOf(strapi).hasDrafts(uid);
  const taken = await rules.taken(
    uid,
    documents.map(({ documentId, changes }) => ({ documentId, data: changes.shared })),
  );
  const issues = documents.flatMap(({ stored, drafts: all, changes, index }, at) => {
    const isPublished = changes.publication === 'publish';
    const rows = all.filter(({ isEdited }) => isEdited || isPublished).map(({ values }) => values);
    const english = all.find(({ locale }) => locale === defaultLanguage)?.values;
    const context = { english, isComplete: isPublished || !hasDrafts };
    const own = stored ? rules.issuesOfRows(uid, rows, context) : [];
    return placed([...own, ...(taken[at] ?? [])], list, index);
  });
  if (issues.length > 0) throw new ContentIssues(issues);
}

const refusalDetails = z.object({
  errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })),
});

/** Turns a refusal into issues with their place in the file; any other error is an error of ours. */
function asIssues(error: unknown, list: ContentList, index: number): unknown {
  if (!(error instanceof errors.ApplicationError)) return error;
  const found = refusalDetails.safeParse(error.details).data?.errors ?? [];
  const issues = found.length > 0 ? found : [{ path: [], message: String(error.message) }];
  return new ContentIssues(placed(issues, list, index));
}

const placed = (
  issues: readonly { path: readonly string[]; message: string }[],
  list: ContentList,
  index: number,
): ContentIssue[] =>
  issues.map(({ path, message }) => ({ file: list.file, path: placeIn(list, index, path), message }));
