import type { Core } from '@strapi/strapi';
import type { Changes } from '../domain/content-file/compare';
import { draftsOf, relinked, type Draft } from '../domain/content-file/drafts';
import { kindOf, kinds, type KindName } from '../domain/content-file/kinds';
import { mapLeaves } from '../domain/content-file/walk';
import { publicationDate } from '../domain/public';
import type { Values } from '../domain/rules/issues';
import { copied } from '../domain/shared-attributes';
import type { ClubType } from '../domain/writes';
import type { LinkedRows } from './import-links';
import type { RowToWrite } from './row-writer';
import { schemasOf } from './schemas';
import type { StoredDocument } from './stored-documents';

/** A document of a batch, and what has to be written of it. */
export interface PlannedDocument {
  documentId: string;
  stored: StoredDocument | undefined;
  changes: Changes;
}

/** A document with all its languages as they will be written. */
export interface DraftedDocument extends PlannedDocument {
  drafts: readonly Draft[];
}

export interface RowContext {
  uid: ClubType;
  now: Date;
  links: LinkedRows;
}

/** All languages of a document with its changes applied. */
export function draftsOfDocument(
  strapi: Core.Strapi,
  name: KindName,
  uid: ClubType,
  { changes, stored }: PlannedDocument,
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

/** The drafts of a document with what the database layer would add: dates, and the publication state. */
function dated({ documentId, drafts: all, changes }: DraftedDocument, { uid, now }: RowContext): Draft[] {
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

/** The rows that are edited: the drafts, or the only rows of a type without drafts. */
export const editedRows = (
  strapi: Core.Strapi,
  document: DraftedDocument,
  context: RowContext,
): RowToWrite[] =>
  dated(document, context)
    .filter(({ isEdited, changed }) => isEdited || changed.length > 0)
    .map(({ id, values, changed }) => ({
      id,
      values: asData(strapi, context.uid, values),
      replaced: changed,
    }));

/** The rows that readers see: the drafts, with links to published rows, in the same language where there is one. */
export function publishedRows(
  strapi: Core.Strapi,
  document: DraftedDocument,
  context: RowContext,
): RowToWrite[] {
  const { uid, now, links } = context;
  const { attributesOf, componentOf } = schemasOf(strapi);
  const names = Object.keys(kinds[kindOf(uid)].attributes);
  return dated(document, context).map(({ locale, values }) => {
    const linked = relinked(attributesOf(uid), names, values, componentOf, (target, documentId) =>
      links.of(target, documentId, locale, 'published'),
    );
    const id = document.stored?.published.get(locale);
    const data = asData(strapi, uid, { ...values, ...linked, publishedAt: now });
    return { id, values: data, replaced: names };
  });
}

/** A populated row as data: links and files are row ids. */
function asData(strapi: Core.Strapi, uid: ClubType, values: Values): Values {
  const { attributesOf, componentOf } = schemasOf(strapi);
  const names = Object.keys(kinds[kindOf(uid)].attributes);
  return { ...values, ...copied(attributesOf(uid), names, values, componentOf) };
}

/** The ids of published rows in languages that no longer have a draft. */
export const publishedWithoutDraft = ({ stored, drafts: all }: DraftedDocument): number[] =>
  [...(stored?.published ?? [])].flatMap(([locale, id]) =>
    all.some((draft) => draft.locale === locale) ? [] : [id],
  );
