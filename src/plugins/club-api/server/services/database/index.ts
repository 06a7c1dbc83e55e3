import type { Core } from '@strapi/strapi';
import { openMysql } from './mysql';
import { openSqlite } from './sqlite';

export type Binding = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** What a driver of one database does for the reads. */
export interface Driver {
  all(sql: string, bindings: readonly Binding[]): Promise<Row[]>;
  /** The same, for what costs much and is asked again and again, as totals are; a driver that can keeps it until something is written. */
  remembered(sql: string, bindings: readonly Binding[]): Promise<Row[]>;
  /** A moment as this database compares it with its own. */
  moment(date: Date): Binding;
  close(): void;
}

export interface ReadDatabase extends Driver {
  /** Queries asked for since the start, remembered ones too; what a test of constancy counts. */
  readonly queries: number;
}

/**
 * The database as the public reads see it: SQL that both databases understand, straight to the driver. The document
 * service, its sanitizers and the query builder are for writing; a public read costs a tenth without them (BENCHMARKS.md).
 */
export function openReadDatabase(strapi: Core.Strapi): ReadDatabase {
  const driver = strapi.db.dialect.client === 'sqlite' ? openSqlite(strapi) : openMysql(strapi);
  let queries = 0;
  return {
    get queries() {
      return queries;
    },
    all(sql, bindings) {
      queries += 1;
      return driver.all(sql, bindings);
    },
    remembered(sql, bindings) {
      queries += 1;
      return driver.remembered(sql, bindings);
    },
    moment: (date) => driver.moment(date),
    close: () => driver.close(),
  };
}
