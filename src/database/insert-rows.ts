import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';

export type ColumnValues = Readonly<Record<string, Knex.Value>>;

/** Limits of one statement: SQLite takes at most 32,766 values, MySQL's packets are limited. */
const most = { values: 10_000, characters: 1_000_000 };

const mysqlAnswer = z.tuple([z.object({ insertId: z.coerce.number() })]).rest(z.unknown());
const lastId = z.tuple([z.object({ id: z.number() })]);
const stepOfIds = z.tuple([z.tuple([z.object({ step: z.coerce.number() })])]).rest(z.unknown());

/**
 * Inserts many rows with few statements. A row with the `id` of an existing one updates its columns.
 *
 * @param rows all with the same columns
 * @returns the ids, in the order of the rows
 */
export async function insertRows(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  table: string,
  rows: readonly ColumnValues[],
): Promise<number[]> {
  const [first] = rows;
  if (!first) return [];
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  const columns = Object.keys(first);
  const quoted = columns.map((column) => `\`${column}\``);
  const hasIds = columns.includes('id');
  const head = `INSERT INTO \`${table}\` (${quoted.join(', ')}) VALUES`;
  const tail = hasIds
    ? isSqlite
      ? ` ON CONFLICT (id) DO UPDATE SET ${quoted.map((column) => `${column} = excluded.${column}`).join(', ')}`
      : ` ON DUPLICATE KEY UPDATE ${quoted.map((column) => `${column} = VALUES(${column})`).join(', ')}`
    : '';
  const marks = `(${columns.map(() => '?').join(', ')})`;
  // InnoDB gives the rows of one such statement consecutive ids with this increment.
  const step =
    isSqlite || hasIds
      ? 1
      : stepOfIds.parse(await trx.raw('SELECT @@SESSION.auto_increment_increment AS step'))[0][0].step;

  const ids: number[] = [];
  for (const part of parts(rows, columns)) {
    const values = part.map(() => marks).join(', ');
    const bindings = part.flatMap((row) => columns.map((column) => row[column] ?? null));
    const answer: unknown = await trx.raw(`${head} ${values}${tail}`, bindings);
    if (hasIds) ids.push(...part.map((row) => z.number().parse(row['id'])));
    else if (isSqlite) {
      const [{ id }] = lastId.parse(await trx.raw('SELECT last_insert_rowid() AS id'));
      ids.push(...part.map((_row, index) => id - part.length + 1 + index));
    } else {
      const [{ insertId }] = mysqlAnswer.parse(answer);
      ids.push(...part.map((_row, index) => insertId + index * step));
    }
  }
  return ids;
}

function* parts(rows: readonly ColumnValues[], columns: readonly string[]): Generator<ColumnValues[]> {
  let part: ColumnValues[] = [];
  let characters = 0;
  for (const row of rows) {
    const size = columns.reduce((sum, column) => sum + lengthOf(row[column]), 0);
    const isFull = (part.length + 1) * columns.length > most.values || characters + size > most.characters;
    if (part.length > 0 && isFull) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(row);
    characters += size;
  }
  yield part;
}

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);
