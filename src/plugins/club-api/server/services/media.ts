import type { Core, UID } from '@strapi/strapi';
import { readColumns } from '../domain/overlay';
import { inList, name } from '../domain/sql';
import { fileColumns, mediaView } from '../domain/views/media';
import type { Media } from '../contract/media';
import type { ReadDatabase } from './database';
import { byOwner } from './relations';

const fileUid = 'plugin::upload.file';

/** Reads all media of many rows in one query: by the owner's row id, then by attribute. */
export function createMedia(strapi: Core.Strapi, database: ReadDatabase, ownerUid: UID.ContentType) {
  const baseUrl = strapi.config.get<string>('server.url');
  const select =
    'SELECT m.related_id AS owner, m.field, f.url, f.alternative_text AS alternativeText, f.width, f.height, f.mime, f.formats' +
    ` FROM ${name(`${strapi.db.metadata.get(fileUid).tableName}_related_mph`)} m JOIN ${name('files')} f ON f.id = m.file_id`;

  return async (rowIds: readonly number[]): Promise<(rowId: number, field: string) => Media[]> => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `${select} WHERE m.related_id IN (${sql}) AND m.related_type = '${ownerUid}' ORDER BY m.${name('order')}`,
      bindings,
    );
    const files = byOwner(rows, (row) => readColumns(fileColumns, row));
    return (rowId, field) =>
      (files.get(rowId) ?? []).filter((file) => file.field === field).map((file) => mediaView(file, baseUrl));
  };
}
