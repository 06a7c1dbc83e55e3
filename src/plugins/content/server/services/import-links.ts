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
import { mapLeaves, pictures as placedPictures, references } from '../domain/content-file/walk';
import { picture, type Json, type JsonObject } from '../domain/content-file/documents';
import type { Values } from '../domain/rules/issues';
import type { State } from '../domain/writes';
import type { Pictures } from './import-pictures';
import { isRecord } from '../../../../shared/server/is-record';
import { defaultLanguage } from '../../../../shared/server/languages';

/** The rows that links lead to. */
export interface LinkedRows {
  /** The row of what is edited in English. @throws Error where there is none */
  bySlug(kind: KindName, slug: string): Link;
  /**
   * The row for a link from a row in a language, in its state: the translation, or else the English one. Nothing is published
   * for a link in one language that English has not.
   */
  of(target: string, documentId: string, locale: string, state: State): Link | null;
}

const rowList = z.array(
  z.looseObject({
    id: z.number(),
    documentId: z.string(),
    locale: z.string(),
    slug: z.string().nullable(),
    publishedAt: z.unknown(),
  }),
);
type Row = z.infer<typeof rowList>[number];

/** Finds the rows of all documents that these refer to, in one query a kind. */
export async function linkedRows(
  strapi: Core.Strapi,
  name: KindName,
  documents: readonly {
    changes: { shared: JsonObject };
    stored?: { drafts: readonly Values[] } | undefined;
  }[],
): Promise<LinkedRows> {
  const named = documents.flatMap(({ changes }) => references(name, changes.shared));
  const held = documents
    .flatMap(({ stored }) => stored?.drafts ?? [])
    .flatMap((row) => linksIn(kinds[name].attributes, row));
  const rows = new Map<KindName, Map<string, Row[]>>();
  for (const kind of new Set([...named, ...held].map((each) => each.kind))) {
    const slugs = named.flatMap((each) => (each.kind === kind ? [each.slug] : []));
    const documentIds = held.flatMap((each) => (each.kind === kind ? [each.documentId] : []));
    const found: unknown = await strapi.db.query(kinds[kind].uid).findMany({
      select: ['id', 'documentId', 'locale', 'slug', 'publishedAt'],
      where: {
        $or: [{ slug: { $in: [...new Set(slugs)] } }, { documentId: { $in: [...new Set(documentIds)] } }],
      },
    });
    rows.set(
      kind,
      groupBy(rowList.parse(found), ({ documentId }) => documentId),
    );
  }

  const inState = (kind: KindName, documentId: string, state: State): Row[] =>
    (rows.get(kind)?.get(documentId) ?? []).filter(
      ({ publishedAt }) => !kinds[kind].draftAndPublish || Boolean(publishedAt) === (state === 'published'),
    );
  const drafts = new Map<string, Link>();
  for (const [kind, byDocument] of rows)
    for (const documentId of byDocument.keys())
      for (const { id, locale, slug } of inState(kind, documentId, 'draft'))
        if (locale === defaultLanguage) drafts.set(`${kind} ${slug}`, { id, documentId });

  return {
    bySlug(kind, slug) {
      const found = drafts.get(`${kind} ${slug}`);
      if (!found) throw new Error(`There is no ${kinds[kind].word} '${slug}' in ${defaultLanguage}.`);
      return found;
    },
    of(target, documentId, locale, state) {
      const its = inState(kindOf(target), documentId, state);
      const english = its.find((row) => row.locale === defaultLanguage);
      if (state === 'published' && !english) return null;
      const row = its.find((each) => each.locale === locale) ?? english;
      return row ? { id: row.id, documentId } : null;
    },
  };
}

const linked = z.object({ documentId: z.string() });

/** The links of a populated row, and of its components. */
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

/** The shared values of a document, its pictures told by their ids in the media library. */
export async function withPictureIds(
  name: KindName,
  shared: JsonObject,
  pictures: Pictures,
): Promise<JsonObject> {
  const ids = new Map<string, number>();
  for (const { picture: shown } of placedPictures(name, shared))
    ids.set(shown.file, await pictures.idOf(shown));
  const idOf = (value: Json): Json => ids.get(picture.parse(value).file) ?? null;
  return mapLeaves(name, shared, ({ definition, value }) => {
    if (definition.type !== 'media') return undefined;
    return Array.isArray(value) ? value.map(idOf) : idOf(value);
  });
}
