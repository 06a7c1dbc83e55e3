import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ColumnValues } from '../../../../database/insert-rows';
import { tableOf } from '../../../../database/tables';
import { isRecord } from '../../../../shared/server/is-record';
import type { Values } from '../domain/rules/issues';

/** The columns of a row of a type or component, as Strapi's database layer fills them; absent values get their defaults. */
export function columnsOf(strapi: Core.Strapi, uid: string, values: Values): ColumnValues {
  const { column } = tableOf(strapi, uid);
  return Object.fromEntries(
    Object.entries(strapi.db.metadata.get(uid).attributes).flatMap(
      ([name, attribute]): [string, Knex.Value][] => {
        if (attribute.type === 'relation' || attribute.type === 'increments') return [];
        const initial: unknown = attribute.default;
        const value = values[name] === undefined ? initial : values[name];
        return [[column(name), asStored(attribute.type, value)]];
      },
    ),
  );
}

const joinedColumns = { createdBy: 'created_by_id', updatedBy: 'updated_by_id' };

/** The columns that say who created and changed a row of a type. */
export const staffColumnsOf = (values: Values): ColumnValues =>
  Object.fromEntries(Object.entries(joinedColumns).map(([name, column]) => [column, idOf(values[name])]));

// Made once: a document has some hundred values.
const dateLike = z.union([z.string(), z.date(), z.number()]);
const wholeNumber = z.number();
const text = z.string();

const idOf = (value: unknown): number | null =>
  isRecord(value) && typeof value['id'] === 'number' ? value['id'] : null;

/** The value of an attribute as Strapi's database layer binds it. */
function asStored(type: string, given: unknown): Knex.Value {
  // The only default that is a function generates a `documentId`, which entries of components do not have.
  if (given === null || given === undefined || typeof given === 'function') return null;
  switch (type) {
    case 'datetime':
      return new Date(dateLike.parse(given));
    case 'json':
      return JSON.stringify(given);
    case 'boolean':
      return given === true;
    case 'integer':
      return wholeNumber.parse(given);
    default:
      return text.parse(given);
  }
}
