import type { UID } from '@strapi/strapi';
import { inList, name, unindexed } from '../../../../database/sql';
import { joinTableOf, tableOf } from '../../../../database/tables';
import { groupBy } from '../../../../shared/server/group-by';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { integer, readColumns, text, type Columns, type Localized } from '../domain/columns';
import { performerColumns } from '../domain/views/event';
import { fileColumns, toMedia, type Media } from '../domain/views/media';
import type { EntryLinks } from '../../../patreon/server/services/file-links';
import type { Documents } from './documents';
import { previewLinks } from './gated-files';
import type { Row } from './read-database';
import type { ReadContext } from './reads';

/** The values of rows by the id of the row they belong to, in the query's order. */
const byOwner = <Value>(rows: readonly Row[], value: (row: Row) => Value): Map<number, Value[]> =>
  new Map(
    [...groupBy(rows, ({ owner }) => integer(owner) ?? 0)].map(([owner, group]) => [owner, group.map(value)]),
  );

/**
 * Reads a many-to-one relation of many rows in one query: the target's document by the owner's row id, public ones only. Rows of
 * drafts lead to those of drafts; what is public of them has the same documentId.
 */
export function createReference<Of extends Columns>(
  { strapi, database, version }: ReadContext,
  [ownerUid, attribute]: readonly [UID.ContentType, string],
  target: Documents<Of>,
) {
  const link = joinTableOf(strapi, ownerUid, attribute);
  const linked = `${name(link.table)} l`;
  const via = {
    columns: `l.${name(link.owner)} AS owner`,
    ...(version === 'saved'
      ? {
          from: `${linked} JOIN ${name(target.table)} x ON x.id = l.${name(link.target)}`,
          on: 'd.document_id = x.document_id',
        }
      : { from: linked, on: `d.id = l.${name(link.target)}` }),
  };
  return async (rowIds: readonly number[], language: Language): Promise<Map<number, Localized<Of>>> => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `${target.select(language, via)} WHERE l.${name(link.owner)} IN (${sql}) AND ${target.isShown}`,
      bindings,
    );
    return new Map(rows.map((row) => [integer(row['owner']) ?? 0, target.read(row, language)]));
  };
}

/** Reads in one query which document each of many rows has a relation to, public or not, by the row's id. */
export function createLinkedIds(
  { strapi, database }: ReadContext,
  [ownerUid, attribute]: readonly [UID.ContentType, string],
  targetUid: UID.ContentType,
) {
  const link = joinTableOf(strapi, ownerUid, attribute);
  const owner = `l.${name(link.owner)}`;
  const target = `${name(tableOf(strapi, targetUid).table)} d ON d.id = l.${name(link.target)}`;
  return async (rowIds: readonly number[]): Promise<Map<number, string>> => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `SELECT ${owner} AS owner, d.document_id AS target FROM ${name(link.table)} l JOIN ${target} WHERE ${owner} IN (${sql})`,
      bindings,
    );
    return new Map(rows.map((row) => [integer(row['owner']) ?? 0, text(row['target']) ?? '']));
  };
}

/** Reads a component of many rows in one query, by the owner's row id, in the order the staff gave. */
export function createComponent<Of extends Columns>(
  { strapi, database }: ReadContext,
  [ownerUid, attribute]: readonly [UID.ContentType, string],
  component: string,
  columns: Of,
) {
  const link = joinTableOf(strapi, ownerUid, attribute);
  const { table, column } = tableOf(strapi, component);
  const fields = Object.keys(columns).map((field) => `c.${name(column(field))} AS ${name(field)}`);
  const select =
    `SELECT l.${name(link.owner)} AS owner, ${fields.join(', ')} FROM ${name(link.table)} l` +
    ` JOIN ${name(table)} c ON c.id = l.${name(link.target)} AND ${unindexed('l.component_type')} = '${component}'`;

  return async (rowIds: readonly number[]) => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `${select} WHERE l.${name(link.owner)} IN (${sql}) AND ${unindexed('l.field')} = '${attribute}' ORDER BY l.${name('order')}`,
      bindings,
    );
    return byOwner(rows, (row) => readColumns(columns, row));
  };
}

/** Reads the line-ups of many events in one query: published artists only, whose names are the same in every language. */
export function createLineUp({ strapi, database, version }: ReadContext) {
  const link = joinTableOf(strapi, 'api::event.event', 'lineUp');
  const performer = joinTableOf(strapi, 'club.line-up-entry', 'artist');
  const entries = tableOf(strapi, 'club.line-up-entry').table;
  const artists = name(tableOf(strapi, 'api::artist.artist').table);
  const artist = `m.${name(performer.target)}`;
  const select =
    `SELECT l.${name(link.owner)} AS owner, a.slug, a.name, e.role, e.position, e.start_time AS startTime, e.end_time AS endTime` +
    ` FROM ${name(link.table)} l JOIN ${name(entries)} e ON e.id = l.${name(link.target)}` +
    ` JOIN ${name(performer.table)} m ON m.${name(performer.owner)} = e.id` +
    (version === 'saved'
      ? ` JOIN ${artists} x ON x.id = ${artist} JOIN ${artists} a ON a.document_id = x.document_id`
      : ` JOIN ${artists} a ON a.id = ${artist}`) +
    ` WHERE ${unindexed('l.field')} = 'lineUp' AND a.locale = '${defaultLanguage}' AND a.published_at IS NOT NULL`;

  return async (rowIds: readonly number[]) => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `${select} AND l.${name(link.owner)} IN (${sql}) ORDER BY l.${name('order')}`,
      bindings,
    );
    return byOwner(rows, (row) => readColumns(performerColumns, row));
  };
}

/** The media of a row in one attribute. @param links to them, if they are behind a gate */
export type MediaOf = (rowId: number, field: string, links?: EntryLinks | null) => Media[];

/** Reads all media of many rows in one query: by the owner's row id, then by attribute. */
export function createMedia({ strapi, database, isWhole }: ReadContext, ownerUid: UID.ContentType) {
  const baseUrl = strapi.config.get<string>('server.url');
  const select =
    'SELECT m.related_id AS owner, m.field, f.id, f.url, f.alternative_text AS alternativeText, f.width, f.height, f.mime, f.formats, f.gate' +
    ` FROM ${name(`${strapi.db.metadata.get('plugin::upload.file').tableName}_related_mph`)} m JOIN ${name('files')} f ON f.id = m.file_id`;

  return async (rowIds: readonly number[]): Promise<MediaOf> => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `${select} WHERE m.related_id IN (${sql}) AND m.related_type = '${ownerUid}' ORDER BY m.${name('order')}`,
      bindings,
    );
    const files = byOwner(rows, (row) => readColumns(fileColumns, row));
    // What staff have saved may show what is private as long as it is a draft.
    const ofPreview = isWhole ? previewLinks({ strapi }, ownerUid) : null;
    return (rowId, field, links) =>
      (files.get(rowId) ?? [])
        .filter((file) => file.field === field)
        .map((file) => {
          const isPrivate = file.gate === 'private';
          const linkedBy = links ?? (isPrivate ? ofPreview : null);
          return toMedia(
            linkedBy && file.id !== null ? linkedBy.of({ ...file, id: file.id }) : file,
            baseUrl,
          );
        });
  };
}
