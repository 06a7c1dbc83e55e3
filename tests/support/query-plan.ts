import type { Knex } from 'knex';
import { z } from 'zod';
import type { Club } from './club';

const sqlitePlan = z.array(z.object({ detail: z.string() })).min(1);
const mysqlPlan = z
  .tuple([
    z
      .array(
        z.object({
          table: z.string().nullable(),
          key: z.string().nullable(),
          Extra: z.string().nullable(),
        }),
      )
      .min(1),
  ])
  .rest(z.unknown());

/** How the database finds the rows: of which table first, by which index, and whether it sorts them afterwards. */
export async function planOf(
  { database, strapi }: Club,
  sql: string,
  bindings: readonly Knex.RawBinding[] = [],
): Promise<string> {
  const { connection } = strapi.db;
  if (database === 'sqlite') {
    const steps = sqlitePlan.parse(await connection.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings));
    return steps.map(({ detail }) => detail).join('; ');
  }
  const [rows] = mysqlPlan.parse(await connection.raw(`EXPLAIN ${sql}`, bindings));
  return rows.map(({ table, key, Extra }) => `${table} ${key} ${Extra}`).join('; ');
}

/** The plans of the queries of Strapi's pool that `work` makes; those that begin and end a transaction have none. */
export async function plansOf(club: Club, work: () => Promise<unknown>): Promise<string[]> {
  const queries: { sql: string; bindings: Knex.RawBinding[] }[] = [];
  const listen = (query: { sql: string; bindings: Knex.RawBinding[] }): void => void queries.push(query);
  club.strapi.db.connection.on('query', listen);
  await work();
  club.strapi.db.connection.removeListener('query', listen);
  const planned = queries.filter(({ sql }) => /^(select|update|delete|insert)/i.test(sql));
  return Promise.all(planned.map(({ sql, bindings }) => planOf(club, sql, bindings)));
}
