import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { insertRows, type ColumnValues } from '../../../../database/insert-rows';
import { unindexed } from '../../../../database/sql';
import { joinTableOf, tableOf } from '../../../../database/tables';
import type { Values } from '../domain/rules/issues';
import type { Attribute } from '../domain/schema';
import { columnsOf, staffColumnsOf } from './row-columns';
import { schemasOf } from './schemas';
import { isRecord } from '../../../../shared/server/is-record';

/** A complete row of a type, in the form in which the document service takes data; links and files are row ids. */
export interface RowToWrite {
  /** Of the row to change; absent for a new one. */
  id?: number | undefined;
  values: Values;
  /** For an existing row: the components, links and files to replace. */
  replaced?: readonly string[];
}

const mediaTable = 'files_related_mph';
const rowsAtOnce = 500;

const entryList = z.array(z.object({ cmp_id: z.number(), component_type: z.string() }));

/**
 * Writes rows of content types with their components, links and files, leaving the same data as Strapi's database layer, which
 * needs several statements for each row, link and component. This needs one for many. It does not apply the rules on save.
 */
export function createRowWriter(strapi: Core.Strapi, trx: Knex.Transaction) {
  const { attributesOf, componentOf } = schemasOf(strapi);
  const { metadata } = strapi.db;

  const insert = (table: string, rows: readonly ColumnValues[]) => insertRows(strapi, trx, table, rows);

  /** The attributes of a type or component that are stored in other tables. */
  function attached(uid: string): [string, Attribute][] {
    const described = metadata.get(uid).attributes;
    const attributes = uid in strapi.components ? componentOf(uid) : attributesOf(uid as UID.ContentType);
    return Object.entries(attributes).filter(([name, { type }]) => {
      const own = described[name];
      return type === 'media' || (own !== undefined && 'joinTable' in own && Boolean(own.joinTable));
    });
  }
  const names = (uid: string): string[] => attached(uid).map(([name]) => name);

  /** Writes the links of rows of a type, or of entries of a component. */
  async function link(uid: string, rows: readonly { id: number; values: Values }[]): Promise<void> {
    for (const [name, { type }] of attached(uid)) {
      if (type !== 'relation') continue;
      const linked = rows.filter(({ values }) => typeof values[name] === 'number');
      if (linked.length === 0) continue;
      const { table, owner, target } = joinTableOf(strapi, uid, name);
      await insert(
        table,
        linked.map(({ id, values }) => ({ [owner]: id, [target]: Number(values[name]) })),
      );
    }
  }

  async function addComponents(
    uid: string,
    name: string,
    component: string,
    rows: readonly { id: number; values: Values }[],
  ): Promise<void> {
    const entries = rows.flatMap(({ id: owner, values }) =>
      [values[name] ?? []]
        .flat()
        .filter(isRecord)
        .map((entry, index) => ({ owner, index, values: entry })),
    );
    if (entries.length === 0) return;
    const isList = rows.some(({ values }) => Array.isArray(values[name]));
    const ids = await insert(
      tableOf(strapi, component).table,
      entries.map((entry) => columnsOf(strapi, component, entry.values)),
    );
    const { table, owner, target } = joinTableOf(strapi, uid, name);
    const order = isList ? (index: number) => index + 1 : () => null;
    await insert(
      table,
      entries.map((entry, at) => ({
        [owner]: entry.owner,
        [target]: ids[at] ?? null,
        component_type: component,
        field: name,
        order: order(entry.index),
      })),
    );
    await link(
      component,
      entries.map((entry, at) => ({ id: ids[at] ?? 0, values: entry.values })),
    );
  }

  async function addFiles(
    uid: string,
    name: string,
    rows: readonly { id: number; values: Values }[],
  ): Promise<void> {
    const shown = rows.flatMap(({ id, values }) =>
      [values[name] ?? []].flat().map((file, index) => ({
        file_id: Number(file),
        related_id: id,
        related_type: uid,
        field: name,
        order: index + 1,
      })),
    );
    await insert(mediaTable, shown);
  }

  /** Removes components, links and files from rows. */
  async function detach(
    uid: UID.ContentType,
    ids: readonly number[],
    wanted: readonly string[],
  ): Promise<void> {
    const among = attached(uid).filter(([name]) => wanted.includes(name));
    const of = (type: string) =>
      among.filter(([, attribute]) => attribute.type === type).map(([name]) => name);
    for (let from = 0; from < ids.length; from += rowsAtOnce) {
      const some = ids.slice(from, from + rowsAtOnce);
      const components = of('component');
      const [component] = components;
      if (component !== undefined) {
        const { table, owner } = joinTableOf(strapi, uid, component);
        const isOfThese = `${unindexed('field')} IN (${components.map(() => '?').join(', ')})`;
        const joined = () => trx(table).whereIn(owner, some).whereRaw(isOfThese, components);
        const entries = entryList.parse(await joined().select('cmp_id', 'component_type'));
        await joined().delete();
        for (const type of new Set(entries.map((entry) => entry.component_type))) {
          const its = entries.filter((entry) => entry.component_type === type).map((entry) => entry.cmp_id);
          // Foreign keys delete their links.
          await trx(tableOf(strapi, type).table).whereIn('id', its).delete();
        }
      }
      for (const name of of('relation')) {
        const { table, owner } = joinTableOf(strapi, uid, name);
        await trx(table).whereIn(owner, some).delete();
      }
      if (of('media').length > 0) {
        const related = trx(mediaTable).where({ related_type: uid }).whereIn('related_id', some);
        await related.whereIn('field', of('media')).delete();
      }
    }
  }

  /** Adds the named attributes of each row that are stored in other tables. */
  async function attach(
    uid: UID.ContentType,
    rows: readonly { id: number; values: Values }[],
    wanted: readonly string[] = names(uid),
  ): Promise<void> {
    for (const [name, { type, component = '' }] of attached(uid)) {
      if (!wanted.includes(name)) continue;
      if (type === 'component') await addComponents(uid, name, component, rows);
      if (type === 'media') await addFiles(uid, name, rows);
    }
    await link(
      uid,
      rows.map(({ id, values }) => ({
        id,
        values: Object.fromEntries(Object.entries(values).filter(([name]) => wanted.includes(name))),
      })),
    );
  }

  return {
    /** Inserts and updates rows of a type. @returns their ids, in the same order */
    async write(uid: UID.ContentType, rows: readonly RowToWrite[]): Promise<number[]> {
      const { table } = tableOf(strapi, uid);
      const columns = ({ values }: RowToWrite) => ({
        ...columnsOf(strapi, uid, values),
        ...staffColumnsOf(values),
      });
      const fresh = rows.filter(({ id }) => id === undefined);
      const added = await insert(table, fresh.map(columns));
      const ids = new Map(fresh.map((row, index) => [row, added[index] ?? 0]));
      await attach(
        uid,
        fresh.map((row) => ({ id: ids.get(row) ?? 0, values: row.values })),
      );

      const known = rows.flatMap((row) => (row.id === undefined ? [] : [{ ...row, id: row.id }]));
      await insert(
        table,
        known.map((row) => ({ id: row.id, ...columns(row) })),
      );
      for (const name of new Set(known.flatMap(({ replaced = [] }) => replaced))) {
        const changed = known.filter(({ replaced }) => replaced?.includes(name));
        await detach(
          uid,
          changed.map(({ id }) => id),
          [name],
        );
        await attach(uid, changed, [name]);
      }
      return rows.map((row) => row.id ?? ids.get(row) ?? 0);
    },

    /** Deletes rows of a type with their components and links. */
    async remove(uid: UID.ContentType, ids: readonly number[]): Promise<void> {
      await detach(uid, ids, names(uid));
      for (let from = 0; from < ids.length; from += rowsAtOnce)
        await trx(tableOf(strapi, uid).table)
          .whereIn('id', ids.slice(from, from + rowsAtOnce))
          .delete();
    },
  };
}
