import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';
import { z } from 'zod';
import { changesOf, isUnchanged, type Changes } from '../domain/content-file/compare';
import { draftsOf, relinked, type Draft } from '../domain/content-file/drafts';
import { ContentIssues } from '../domain/content-file/issues';
import { documentIdIn, documentIdOf } from '../domain/content-file/keys';
import { kindOf, kinds, type KindName } from '../domain/content-file/kinds';
import { mapLeaves } from '../domain/content-file/walk';
import { copied } from '../domain/shared-attributes';
import { publicationDate } from '../domain/public';
import type { ValidationIssue, Values } from '../domain/rules/issues';
import type { ClubType } from '../domain/writes';
import { contentServices } from '.';
import { linkedRows, withIds, type LinkedRows, type ReplacedIds } from './import-links';
import { placeIn, type PlacedDocument } from './import-check';
import { documentIdsOf } from './import-lookup';
import type { Pictures } from './import-pictures';
import type { ContentList } from './import-source';
import { storedDocuments, type StoredDocument } from './import-state';
import { refusal } from './refusal';
import { createRowWriter, type RowToWrite } from './row-writer';
import { schemasOf } from './schemas';
import { defaultLanguage } from '../../../../shared/server/languages';

export type Outcome = 'created' | 'changed' | 'unchanged';

/** A document of a batch, and what has to be written of it. */
interface Planned extends Pick<PlacedDocument, 'index' | 'keys'> {
  documentId: string;
  stored: StoredDocument | undefined;
  changes: Changes;
}

/** A document with all its languages as they are going to be. */
interface Document extends Planned {
  drafts: readonly Draft[];
}

const nothing = { shared: {}, translations: {}, publication: 'none' } as const;

/**
 * Writes the documents of a batch, each as far as it differs from what the club has, all in a few statements. What follows
 * from a write follows for all of them at once: see `bulk-writes`.
 *
 * @returns what came of each
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
  const planned = await plan(strapi, name, await withIds(strapi, name, batch, pictures, replaced));
  const changed = planned.filter(({ stored, changes }) => !stored || !isUnchanged(changes));
  if (changed.length > 0) {
    try {
      await strapi.db.transaction(({ trx }: { trx: Knex.Transaction }) =>
        write(strapi, trx, name, uid, changed),
      );
    } catch (error) {
      const of = documentOf(error);
      const refused = changed.find(({ documentId }) => documentId === of) ?? changed[0];
      throw asIssues(error, list, refused?.index ?? 0);
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
 * What differs from what the club has, where a document is looked for by its slug, else by its `documentId`. Documents that
 * differ are locked, and looked at once more.
 */
async function plan(
  strapi: Core.Strapi,
  name: KindName,
  documents: readonly PlacedDocument[],
): Promise<Planned[]> {
  const newId = newDocumentId(strapi, kinds[name].uid);
  const allKeys = documents.flatMap(({ keys }) => keys);
  const known = await documentIdsOf(strapi, name, allKeys);
  const found = documents.map((each) => ({ ...each, documentId: documentIdOf(each.keys, known) ?? newId() }));
  const compared = (rows: ReadonlyMap<string, StoredDocument>): Planned[] =>
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
  return compared(new Map([...seen, ...(await storedDocuments(strapi, name, differing))]));
}

const identifier = z.custom<() => string>((value) => typeof value === 'function');

/** As Strapi's database layer makes them. */
const newDocumentId = (strapi: Core.Strapi, uid: string): (() => string) => {
  const attribute = strapi.db.metadata.get(uid).attributes['documentId'];
  return identifier.parse(attribute && 'default' in attribute ? attribute.default : undefined);
};

async function write(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  name: KindName,
  uid: ClubType,
  planned: readonly Planned[],
): Promise<void> {
  const { bulkWrites } = contentServices(strapi);
  const links = await linkedRows(strapi, name, planned);
  const documents = planned.map((each): Document => ({
    ...each,
    drafts: drafts(strapi, name, uid, each, links),
  }));
  await checkRules(strapi, uid, documents);
  const writer = createRowWriter(strapi, trx);
  const having = (publication: Changes['publication']) =>
    documents.filter(({ changes }) => changes.publication === publication);
  const idsOf = (some: readonly Document[]): string[] => some.map(({ documentId }) => documentId);

  const writing: Writing = { uid, now: new Date(), links };
  const fresh = documents.filter(({ stored }) => !stored);
  const edited = documents.filter(
    ({ stored, drafts: all }) => stored && all.some(({ isEdited }) => isEdited),
  );
  await bulkWrites.run({ action: 'create', uid, documentIds: idsOf(fresh) }, () =>
    bulkWrites.run({ action: 'update', uid, documentIds: idsOf(edited) }, async () => {
      await writer.write(
        uid,
        documents.flatMap((document) => editedRows(strapi, document, writing)),
      );
    }),
  );
  const published = having('publish');
  if (published.length > 0)
    await bulkWrites.run({ action: 'publish', uid, documentIds: idsOf(published) }, async () => {
      await writer.remove(uid, published.flatMap(withoutDraft));
      await writer.write(
        uid,
        published.flatMap((document) => publishedRows(strapi, document, writing)),
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

function drafts(
  strapi: Core.Strapi,
  name: KindName,
  uid: ClubType,
  { changes, stored }: Planned,
  links: LinkedRows,
): Draft[] {
  const schemas = schemasOf(strapi);
  const shared = mapLeaves(name, changes.shared, ({ definition, value }) =>
    definition.type === 'relation' ? links.draft(String(definition.target), value) : undefined,
  );
  const schema = { attributes: schemas.attributesOf(uid), componentOf: schemas.componentOf };
  return draftsOf(
    schema,
    { shared, translations: changes.translations },
    stored?.drafts ?? [],
    (locale) => (target, documentId) => links.of(target, documentId, locale, 'draft'),
  );
}

/** What the rules on save have against these documents. New ones have been checked as their files have them. */
async function checkRules(strapi: Core.Strapi, uid: ClubType, documents: readonly Document[]): Promise<void> {
  const { rules } = contentServices(strapi);
  const refuse = (issues: readonly ValidationIssue[], { documentId }: Document): void => {
    if (issues.length > 0) throw Object.assign(refusal(issues), { documentId });
  };
  const hasDrafts = schemasOf(strapi).hasDrafts(uid);
  for (const document of documents) {
    const { stored, drafts: all, changes } = document;
    if (!stored) continue;
    const isPublished = changes.publication === 'publish';
    const rows = all.filter(({ isEdited }) => isEdited || isPublished).map(({ values }) => values);
    const english = all.find(({ locale }) => locale === defaultLanguage)?.values;
    refuse(rules.issuesOfRows(uid, rows, { english, isComplete: isPublished || !hasDrafts }), document);
  }
  const asked = documents.map(({ documentId, changes }) => ({ documentId, data: changes.shared }));
  const taken = await rules.taken(uid, asked);
  documents.forEach((document, index) => refuse(taken[index] ?? [], document));
}

interface Writing {
  uid: ClubType;
  now: Date;
  links: LinkedRows;
}

/** The languages of a document with what the database layer would add: when, and in which state. */
function dated({ documentId, drafts: all, changes }: Document, { uid, now }: Writing): Draft[] {
  const { draftAndPublish } = kinds[kindOf(uid)];
  const since = changes.publication === 'publish' ? publicationDate(uid) : undefined;
  return all.map((draft) => {
    const { id, locale, values, isEdited, changed } = draft;
    const isUndated = since !== undefined && (values[since] ?? null) === null;
    return {
      ...draft,
      values: {
        ...values,
        ...(id === undefined && { documentId, locale, createdAt: now, publishedAt: null }),
        ...(isEdited && { updatedAt: now, ...(!draftAndPublish && { publishedAt: now }) }),
        ...(isUndated && { [since]: now.toISOString() }),
      },
      changed: isUndated ? [...changed, since] : changed,
    };
  });
}

/** The rows of drafts, or of types without them those that there are. */
const editedRows = (strapi: Core.Strapi, document: Document, writing: Writing): RowToWrite[] =>
  dated(document, writing)
    .filter(({ isEdited, changed }) => isEdited || changed.length > 0)
    .map(({ id, values, changed }) => ({
      id,
      values: asData(strapi, writing.uid, values),
      replaced: changed,
    }));

/** What readers see of a document: its drafts, with links to what readers see, in their language as far as it has it. */
function publishedRows(strapi: Core.Strapi, document: Document, writing: Writing): RowToWrite[] {
  const { uid, now, links } = writing;
  const { attributesOf, componentOf } = schemasOf(strapi);
  const names = Object.keys(kinds[kindOf(uid)].attributes);
  return dated(document, writing).map(({ locale, values }) => {
    const linked = relinked(attributesOf(uid), names, values, componentOf, (target, documentId) =>
      links.of(target, documentId, locale, 'published'),
    );
    const id = document.stored?.published.get(locale);
    const data = asData(strapi, uid, { ...values, ...linked, publishedAt: now });
    return { id, values: data, replaced: names };
  });
}

/** A populated row as data, links and files by their row ids. */
function asData(strapi: Core.Strapi, uid: ClubType, values: Values): Values {
  const { attributesOf, componentOf } = schemasOf(strapi);
  const names = Object.keys(kinds[kindOf(uid)].attributes);
  return { ...values, ...copied(attributesOf(uid), names, values, componentOf) };
}

/** The published rows of languages that have no draft any more. */
const withoutDraft = ({ stored, drafts: all }: Document): number[] =>
  [...(stored?.published ?? [])].flatMap(([locale, id]) =>
    all.some((draft) => draft.locale === locale) ? [] : [id],
  );

const refused = z.object({ documentId: z.string() });
const documentOf = (error: unknown): string | undefined => refused.safeParse(error).data?.documentId;

const refusalDetails = z.object({
  errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })),
});

/** What must not be saved is an issue of the document, with its place; anything else is an error of ours. */
function asIssues(error: unknown, list: ContentList, index: number): unknown {
  if (!(error instanceof errors.ApplicationError)) return error;
  const found = refusalDetails.safeParse(error.details).data?.errors ?? [];
  const issues = found.length > 0 ? found : [{ path: [], message: String(error.message) }];
  return new ContentIssues(
    issues.map(({ path, message }) => ({ file: list.file, path: placeIn(list, index, path), message })),
  );
}
