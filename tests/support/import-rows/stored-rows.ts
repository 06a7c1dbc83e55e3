import type { Core } from '@strapi/strapi';
import { z } from 'zod';

type Row = Readonly<Record<string, unknown>>;
/** The rows of each table, told without what differs from one time to another: ids by what they are of, times by when. */
export type StoredRows = Record<string, string[]>;

const rowList = z.array(z.record(z.string(), z.unknown()));

const derived = [
  'content_search_entries',
  'content_slug_owners',
  'content_former_slugs',
  'content_revisions',
  'jobs',
];
const storeTable = 'strapi_core_store_settings';
const isUnpublishedLink = 'plugin_content_unpublished-links_%';
const filesTable = 'files_related_mph';

/** The tables of types and components, each with those of its links and components. */
function contentTables(strapi: Core.Strapi): {
  types: Map<string, string>;
  components: Map<string, string>;
  joins: Map<string, string>;
} {
  const of = (isWanted: (uid: string) => boolean) =>
    new Map(
      [...strapi.db.metadata.values()]
        .filter(({ uid }) => isWanted(uid))
        .map(({ uid, tableName }) => [uid, tableName]),
    );
  const types = of((uid) => uid.startsWith('api::') && uid in strapi.contentTypes);
  const components = of((uid) => uid in strapi.components);
  const joins = new Map<string, string>();
  for (const uid of [...types.keys(), ...components.keys()])
    for (const attribute of Object.values(strapi.db.metadata.get(uid).attributes))
      if ('joinTable' in attribute) joins.set(attribute.joinTable.name, uid);
  return { types, components, joins };
}

async function all(strapi: Core.Strapi, table: string): Promise<Row[]> {
  return rowList.parse(await strapi.db.connection(table).select('*').orderBy('id'));
}

/** Takes everything out of a club that its documents are made of, and what follows from them. Files stay. */
export async function emptyClub(strapi: Core.Strapi): Promise<void> {
  const { types, components, joins } = contentTables(strapi);
  for (const table of [...joins.keys(), ...types.values(), ...components.values(), ...derived, filesTable])
    await strapi.db.connection(table).delete();
  await strapi.db.connection(storeTable).where('key', 'like', isUnpublishedLink).delete();
}

/** @param began times from then on are those of the writing, and told as such */
export async function storedRows(strapi: Core.Strapi, began: Date): Promise<StoredRows> {
  const { types, components, joins } = contentTables(strapi);
  /** What each document and each row is, by id. */
  const names = new Map<unknown, string>();
  const rowNames = new Map<string, string>();
  const tables = new Map<string, Row[]>();
  for (const [uid, table] of types) {
    const rows = await all(strapi, table);
    tables.set(table, rows);
    for (const row of rows) {
      const key = `${table} ${String(row['slug'] ?? row['key'])}`;
      names.set(row['document_id'], key);
      const state = row['published_at'] === null ? 'draft' : 'published';
      rowNames.set(`${uid} ${String(row['id'])}`, `${key} ${String(row['locale'])} ${state}`);
    }
  }
  for (const table of [...joins.keys(), ...components.values(), ...derived, filesTable])
    tables.set(table, await all(strapi, table));
  const links = await strapi.db.connection(storeTable).where('key', 'like', isUnpublishedLink);
  tables.set(storeTable, rowList.parse(links));
  for (const [table, uid] of joins) {
    if (!table.endsWith('_cmps')) continue;
    for (const row of tables.get(table) ?? []) {
      const place = `${rowNames.get(`${uid} ${String(row['entity_id'])}`)} ${String(row['field'])}[${String(row['order'])}]`;
      rowNames.set(`${String(row['component_type'])} ${String(row['cmp_id'])}`, place);
    }
  }

  const nameOf = (uid: string, id: unknown): string => rowNames.get(`${uid} ${String(id)}`) ?? `no ${uid}`;
  const uidOf = new Map([
    ...[...types, ...components].map(([uid, table]): [string, string] => [table, uid]),
    ...joins,
  ]);

  function told(table: string, row: Row): string {
    const uid = uidOf.get(table) ?? '';
    const cells = Object.entries(row).map(([column, value]): [string, unknown] => {
      if (column === 'id')
        return [column, table.endsWith('_lnk') || !uid || table.endsWith('_cmps') ? '' : nameOf(uid, value)];
      if (column === 'entity_id') return [column, nameOf(uid, value)];
      if (column === 'cmp_id') return [column, nameOf(String(row['component_type']), value)];
      if (column === 'related_id') return [column, nameOf(String(row['related_type']), value)];
      if (table.endsWith('_lnk')) return [column, linked(table, column, value)];
      // The key of a job is that of a document, and the outbox says whether it was enqueued once or again.
      if (
        column === 'pending_key' ||
        column === 'outbox_published_at' ||
        (derived.includes(table) && column === 'document_id')
      )
        return [column, ''];
      return [column, plain(column, value)];
    });
    return JSON.stringify(Object.fromEntries(cells));
  }

  function linked(table: string, column: string, value: unknown): string {
    const uid = joins.get(table) ?? '';
    for (const attribute of Object.values(strapi.db.metadata.get(uid).attributes)) {
      if (attribute.type !== 'relation' || !('joinTable' in attribute) || attribute.joinTable.name !== table)
        continue;
      if (attribute.joinTable.joinColumn.name === column) return nameOf(uid, value);
      return nameOf('target' in attribute ? String(attribute.target) : '', value);
    }
    return String(value);
  }

  function plain(column: string, value: unknown): unknown {
    const isTime = /_at$|^date$/.test(column);
    const at =
      isTime && value !== null
        ? new Date(
            typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : (value as string),
          ).getTime()
        : NaN;
    if (at >= began.getTime() - 1000) return 'now';
    if (typeof value !== 'string') return value;
    let text = value;
    for (const [documentId, name] of names) text = text.replaceAll(String(documentId), `<${name}>`);
    return text;
  }

  return Object.fromEntries(
    [...tables].map(([table, rows]) => [table, rows.map((row) => told(table, row)).sort()]),
  );
}
