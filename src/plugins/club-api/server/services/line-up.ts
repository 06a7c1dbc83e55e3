import type { Core } from '@strapi/strapi';
import { inList, name, unindexed } from '../domain/sql';
import { readColumns } from '../domain/overlay';
import { performerColumns } from '../domain/views/event';
import { defaultLanguage } from '../contract/language';
import type { ReadDatabase } from './database';
import { joinTableOf, tableOf } from '../../../../database/tables';
import { byOwner } from './relations';

const uid = 'api::event.event';
const entryUid = 'club.line-up-entry';

/** Reads the line-ups of many events in one query: published artists only, whose names are the same in every language. */
export function createLineUp(strapi: Core.Strapi, database: ReadDatabase) {
  const link = joinTableOf(strapi, uid, 'lineUp');
  const performer = joinTableOf(strapi, entryUid, 'artist');
  const entries = tableOf(strapi, entryUid).table;
  const artists = tableOf(strapi, 'api::artist.artist').table;
  const select =
    `SELECT l.${name(link.owner)} AS owner, a.slug, a.name, e.role, e.position, e.start_time AS startTime, e.end_time AS endTime` +
    ` FROM ${name(link.table)} l JOIN ${name(entries)} e ON e.id = l.${name(link.target)}` +
    ` JOIN ${name(performer.table)} m ON m.${name(performer.owner)} = e.id` +
    ` JOIN ${name(artists)} a ON a.id = m.${name(performer.target)}` +
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
