import Database from 'better-sqlite3';
import type { Club } from './club';

type Row = Record<string, unknown>;

interface Query {
  sql: string;
  explain: () => Promise<Row[]>;
}

/** One table as a query reads it. */
export interface Step {
  table: string;
  /** Null where the table, or an index of it, is read from its beginning to its end. */
  index: string | null;
  sql: string;
}

/** Listens from now on; gives how the database reads the tables of all that the public reads have asked it since. */
export function watchReads(club: Club): () => Promise<Step[]> {
  const queries = club.database === 'sqlite' ? watchSqlite() : watchMysql(club);
  const stepsOf = club.database === 'sqlite' ? stepOfSqlite : stepOfMysql;
  return async () => {
    const steps: Step[] = [];
    for (const { sql, explain } of queries()) {
      const matches = sql.matchAll(/(?:FROM|JOIN) `(\w+)` (\w+)/g);
      const tables = new Map([...matches].map(([, table = '', alias = '']) => [alias, table]));
      for (const { alias, index } of (await explain()).flatMap(stepsOf)) {
        const table = tables.get(alias);
        if (table) steps.push({ table, index, sql });
      }
    }
    return steps;
  };
}

/** The reads are prepared once, on their own connection, which can only read. */
function watchSqlite(): () => Query[] {
  const { mock } = jest.spyOn(Database.prototype, 'prepare');
  return () =>
    mock.calls.flatMap(([sql], index) => {
      const connection = mock.contexts[index] as Database.Database;
      const bindings = Array.from(sql.matchAll(/\?/g), () => null);
      const explain = (): Promise<Row[]> =>
        Promise.resolve(connection.prepare<null[], Row>(`EXPLAIN QUERY PLAN ${sql}`).all(...bindings));
      return connection.readonly ? [{ sql, explain }] : [];
    });
}

function watchMysql({ strapi }: Club): () => Query[] {
  const queries = new Map<string, Query>();
  const { connection } = strapi.db;
  connection.on('query', ({ sql: asked, bindings }: { sql: string; bindings: string[] }) => {
    // Without its time limit, which stands before what can be explained.
    const sql = asked.replace(/^\/\*M!.*?\*\/ /, '');
    const explain = async (): Promise<Row[]> => {
      const [rows] = (await connection.raw(`EXPLAIN ${sql}`, bindings)) as [Row[]];
      return rows;
    };
    if (/^SELECT/.test(sql) && !queries.has(sql)) queries.set(sql, { sql, explain });
  });
  return () => [...queries.values()];
}

/** `SCAN d`, `SEARCH d USING INDEX events_slug_index (slug=?)`, `SEARCH d USING INTEGER PRIMARY KEY (rowid=?)`. */
function stepOfSqlite({ detail }: Row): { alias: string; index: string | null }[] {
  const step = /^(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?(?:INDEX (\w+)|INTEGER (PRIMARY) KEY))?/;
  const [, how, alias, index, primary] = step.exec(String(detail)) ?? [];
  return alias === undefined ? [] : [{ alias, index: how === 'SCAN' ? null : (index ?? primary ?? null) }];
}

/** `ALL` reads a table whole, `index` an index whole. */
function stepOfMysql({ table, type, key }: Row): { alias: string; index: string | null }[] {
  if (typeof table !== 'string') return [];
  const isWhole = type === 'ALL' || type === 'index';
  return [{ alias: table, index: isWhole || typeof key !== 'string' ? null : key }];
}
