import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { groupBy } from '../../../../shared/server/group-by';
import type { Link } from '../domain/content-file/drafts';
import {
  kindOf,
  kinds,
  type AttributeDefinition,
  type KindName,
  components,
} from '../domain/content-file/kinds';
import { keyOfReference, keyText } from '../domain/content-file/keys';
import { mapLeaves, pictures as placedPictures, references } from '../domain/content-file/walk';
import { picture, type Json, type JsonObject } from '../domain/content-file/document-schema';
import type { Values } from '../domain/rules/issues';
import type { PublicationState } from '../domain/writes';
import type { PlacedDocument } from './import-check';
import { referredIds } from './stored-documents';
import type { Pictures } from './import-pictures';
import { isRecord } from '../../../../shared/server/is-record';
import { defaultLanguage } from '../../../../shared/server/languages';

export interface LinkedRows {
  /** The English row that is edited. @param value a link, from `withIds` @throws Error if there is none */
  draft(target: string, value: Json): JsonObject;
  /**
   * The target of a link from a row in this language and state: the translation, or else the English row. Null for a
   * published row if the target is not published in English.
   */
  of(target: string, documentId: string, locale: string, state: PublicationState): Link | null;
}

const rowList = z.array(
  z.looseObject({
    id: z.number(),
    documentId: z.string(),
    locale: z.string(),
    publishedAt: z.unknown(),
  }),
);
type Row = z.infer<typeof rowList>[number];

const linked = z.object({ documentId: z.string() });
const isEnglish = ({ locale }: Row): boolean => locale === defaultLanguage;

/** Finds the rows of all documents that these refer to by `documentId`, in one query per kind. */
export async function linkedRows(
  strapi: Core.Strapi,
  name: KindName,
  documents: readonly {
    changes: { shared: JsonObject };
    stored?: { drafts: readonly Values[] } | undefined;
  }[],
): Promise<LinkedRows> {
  const links = documents
    .flatMap(({ changes, stored }) => [changes.shared, ...(stored?.drafts ?? [])])
    .flatMap((row) => linksIn(kinds[name].attributes, row));
  const rows = new Map<KindName, Map<string, Row[]>>();
  for (const [kind, its] of groupBy(links, (each) => each.kind)) {
    const documentIds = its.map(({ documentId }) => documentId);
    const found: unknown = await strapi.db.query(kinds[kind].uid).findMany({
      select: ['id', 'documentId', 'locale', 'publishedAt'],
      where: { documentId: { $in: [...new Set(documentIds)] } },
    });
    rows.set(
      kind,
      groupBy(rowList.parse(found), ({ documentId }) => documentId),
    );
  }

  const inState = (kind: KindName, documentId: string, state: PublicationState): Row[] =>
    (rows.get(kind)?.get(documentId) ?? []).filter(
      ({ publishedAt }) => !kinds[kind].draftAndPublish || Boolean(publishedAt) === (state === 'published'),
    );

  return {
    draft(target, value) {
      const { documentId } = linked.parse(value);
      const [row] = inState(kindOf(target), documentId, 'draft').filter(isEnglish);
      if (!row) throw new Error(`There is no draft of ${target} ${documentId} in ${defaultLanguage}.`);
      return { id: row.id, documentId };
    },
    of(target, documentId, locale, state) {
      const its = inState(kindOf(target), documentId, state);
      const english = its.find(isEnglish);
      if (state === 'published' && !english) return null;
      const row = its.find((each) => each.locale === locale) ?? english;
      return row ? { id: row.id, documentId } : null;
    },
  };
}

function linksIn(
  attributes: Readonly<Record<string, AttributeDefinition>>,
  row: Values,
): { kind: KindName; documentId: string }[] {
  return Object.entries(attributes).flatMap(([name, { type, target, component }]) => {
    const values = [row[name] ?? []].flat().filter(isRecord);
    if (type === 'component')
      return values.flatMap((entry) => linksIn(components[component ?? ''] ?? {}, entry));
    if (type !== 'relation') return [];
    return values.map((value) => ({ kind: kindOf(target), documentId: linked.parse(value).documentId }));
  });
}

/** The club's `documentId`s of documents that have another one in the file, by the key made of that. */
export type ReplacedIds = Map<KindName, Map<string, string>>;

/** The documents with their pictures identified by their ids in the media library, and their links by `documentId`. */
export async function withIds(
  strapi: Core.Strapi,
  name: KindName,
  documents: readonly PlacedDocument[],
  pictures: Pictures,
  replaced: ReplacedIds,
): Promise<PlacedDocument[]> {
  const documentIds = await referredIds(
    strapi,
    documents.flatMap(({ document }) => references(name, document.shared)),
  );
  const linkOf = (kind: KindName, value: Json): Json => {
    const key = keyOfReference(value) ?? '';
    const documentId = replaced.get(kind)?.get(key) ?? documentIds.get(kind)?.get(key);
    if (documentId === undefined) throw new Error(`There is no ${kinds[kind].word} ${keyText(key)}.`);
    return { documentId };
  };
  const changed: PlacedDocument[] = [];
  for (const each of documents) {
    const { document } = each;
    const ids = new Map<string, number>();
    for (const { picture: shown } of placedPictures(name, document.shared))
      ids.set(shown.file, await pictures.idOf(shown));
    const idOf = (value: Json): Json => ids.get(picture.parse(value).file) ?? null;
    const shared = mapLeaves(name, document.shared, ({ definition, value }) => {
      if (definition.type === 'relation') return linkOf(kindOf(definition.target), value);
      if (definition.type !== 'media') return undefined;
      return Array.isArray(value) ? value.map(idOf) : idOf(value);
    });
    changed.push({ ...each, document: { ...document, shared } });
  }
  return changed;
}
