import type { Core, UID } from '@strapi/strapi';
import { applyTranslation, rowsOf, translatedAttributes, type Row } from '../domain/apply-translation';
import type { Model } from '../domain/visibility';

/** The language and version that a client reads. */
export interface Reading {
  locale: string;
  status: 'draft' | 'published';
}

type Nodes = Map<string, Row[]>;

/**
 * Applies translations, in place, to documents of the fallback language and to all documents populated in them. One query
 * per type, for any number of documents.
 */
export async function translate(
  strapi: Core.Strapi,
  uid: string,
  found: unknown,
  reading: Reading,
): Promise<void> {
  for (const [type, rows] of documentsIn(strapi, uid, found))
    await translateRows(strapi, type as UID.ContentType, rows, reading);
}

function modelOf(strapi: Core.Strapi, uid: string): Model | undefined {
  return strapi.getModel(uid as UID.Schema);
}

/** All documents in a result, populated ones too, by their type. */
export function documentsIn(strapi: Core.Strapi, uid: string, found: unknown): Nodes {
  const nodes: Nodes = new Map();
  collect(strapi, uid, found, nodes);
  return nodes;
}

function collect(strapi: Core.Strapi, uid: string, value: unknown, nodes: Nodes): void {
  if (Array.isArray(value)) return value.forEach((item) => collect(strapi, uid, item, nodes));
  if (typeof value !== 'object' || value === null) return;
  const model = modelOf(strapi, uid);
  if (!model) return;
  const row = value as Row;
  if (typeof row['documentId'] === 'string') nodes.set(uid, [...(nodes.get(uid) ?? []), row]);
  for (const [name, attribute] of Object.entries(model.attributes)) {
    const target = attribute.type === 'component' ? attribute.component : attribute.target;
    if (typeof target === 'string' && name in row) collect(strapi, target, row[name], nodes);
  }
}

async function translateRows(
  strapi: Core.Strapi,
  uid: UID.ContentType,
  rows: Row[],
  { locale, status }: Reading,
): Promise<void> {
  const contentType = strapi.contentType(uid);
  const translated = translatedAttributes(contentType.attributes);
  const asked = [...translated, 'locale'].filter((name) => rows.some((row) => name in row));
  if (translated.length === 0 || asked.length === 0) return;
  const published = status === 'published' ? { $notNull: true } : { $null: true };
  const translations: unknown = await strapi.db.query(uid).findMany({
    select: ['documentId', ...asked],
    where: {
      documentId: { $in: [...new Set(rows.map((row) => row['documentId']))] },
      locale,
      ...(contentType.options.draftAndPublish ? { publishedAt: published } : {}),
    },
  });
  const byDocument = new Map(rowsOf(translations).map((row) => [row['documentId'], row]));
  for (const row of rows)
    Object.assign(row, applyTranslation(row, byDocument.get(row['documentId']), translated));
}
