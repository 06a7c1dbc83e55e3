import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { tableOf } from './tables';

/** Attributes of a type whose columns are compared as bytes. */
export interface ComparedColumns {
  uid: string;
  attributes: readonly string[];
}

const collation = 'utf8mb4_bin';

const found = z.array(
  z.object({ tableName: z.string(), columnName: z.string(), type: z.string(), nullable: z.string() }),
);

/**
 * Makes MySQL and MariaDB compare columns byte by byte, as SQLite does. Their other collations may treat all emoji as
 * equal, or ignore case and accents (https://dev.mysql.com/doc/refman/8.4/en/charset-unicode-sets.html), so that a slug,
 * a key or a folded text would match another. Columns that already have the collation are skipped, which leaves one query
 * per start. Call after Strapi has synchronized the schema: it does not handle collations, and its changes of a column
 * would remove this one until the next start.
 *
 * @param columns text columns without a default, in UTF-8
 */
export async function compareAsBytes(
  strapi: Core.Strapi,
  columns: readonly ComparedColumns[],
): Promise<void> {
  if (strapi.db.dialect.client !== 'mysql') return;
  const wanted = columns.flatMap(({ uid, attributes }) => {
    const { table, column } = tableOf(strapi, uid);
    return attributes.map((attribute): string[] => [table, column(attribute)]);
  });
  const { connection } = strapi.db;
  const rows: unknown = await connection('information_schema.columns')
    .select({
      tableName: 'table_name',
      columnName: 'column_name',
      type: 'column_type',
      nullable: 'is_nullable',
    })
    .where('table_schema', connection.raw('database()'))
    .whereIn(['table_name', 'column_name'], wanted)
    .whereNot('collation_name', collation);
  const differing = found.parse(rows);
  for (const table of new Set(differing.map(({ tableName }) => tableName))) {
    const changes = differing
      .filter(({ tableName }) => tableName === table)
      .map(({ columnName, type, nullable }) => {
        const rest = nullable === 'YES' ? 'NULL' : 'NOT NULL';
        return `MODIFY \`${columnName}\` ${type} CHARACTER SET utf8mb4 COLLATE ${collation} ${rest}`;
      });
    await connection.raw(`ALTER TABLE \`${table}\` ${changes.join(', ')}`);
  }
}
