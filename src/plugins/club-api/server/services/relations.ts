import type { Core, UID } from '@strapi/strapi';
import type { Language } from '../contract/language';
import { integer } from '../domain/columns';
import { readColumns, type Columns, type Localized } from '../domain/overlay';
import { inList, name, unindexed } from '../domain/sql';
import type { ReadDatabase, Row } from './database';
import { joinTableOf, tableOf } from '../../../../database/tables';
import { type Documents } from './documents';

/** The rows of one query, by the id of the row they belong to, in the query's order. */
export function byOwner<Value>(rows: readonly Row[], value: (row: Row) => Value): Map<number, Value[]> {
  const grouped = new Map<number, Value[]>();
  for (const row of rows) {
    const owner = integer(row['owner']) ?? 0;
    const group = grouped.get(owner);
    if (group) group.push(value(row));
    else grouped.set(owner, [value(row)]);
  }
  return grouped;
}

/** Reads a many-to-one relation of many rows in one query: the target's document by the owner's row id, public ones only. */
export function createReference<Of extends Columns>(
  strapi: Core.Strapi,
  database: ReadDatabase,
  [ownerUid, attribute]: readonly [UID.ContentType, string],
  target: Documents<Of>,
) {
  const link = joinTableOf(strapi, ownerUid, attribute);
  const via = {
    columns: `l.${name(link.owner)} AS owner`,
    from: `${name(link.table)} l`,
    on: `d.id = l.${name(link.target)}`,
  };
  return async (rowIds: readonly number[], language: Language): Promise<Map<number, Localized<Of>>> => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `${target.select(language, via)} WHERE l.${name(link.owner)} IN (${sql}) AND ${target.isPublic}`,
      bindings,
    );
    return new Map(rows.map((row) => [integer(row['owner']) ?? 0, target.read(row, language)]));
  };
}

/** Tells in one query which of many rows have a relation to anything at all, public or not. */
export function createLinkTest(
  strapi: Core.Strapi,
  database: ReadDatabase,
  [ownerUid, attribute]: readonly [UID.ContentType, string],
) {
  const link = joinTableOf(strapi, ownerUid, attribute);
  const owner = name(link.owner);
  return async (rowIds: readonly number[]): Promise<Set<number>> => {
    const { sql, bindings } = inList(rowIds);
    const rows = await database.all(
      `SELECT ${owner} AS owner FROM ${name(link.table)} WHERE ${owner} IN (${sql})`,
      bindings,
    );
    return new Set(rows.map((row) => integer(row['owner']) ?? 0));
  };
}

/** Reads a component of many rows in one query, by the owner's row id, in the order the staff gave. */
export function createComponent<Of extends Columns>(
  strapi: Core.Strapi,
  database: ReadDatabase,
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
