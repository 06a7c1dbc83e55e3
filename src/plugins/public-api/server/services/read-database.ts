import type { Core } from '@strapi/strapi';
import Database from 'better-sqlite3';
import { limitedSelect } from '../../../../database/mysql-statements';
import { patienceMs } from '../../../content-api/server/services/query-timeout';

export type Binding = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

interface Driver {
  all: (sql: string, bindings: readonly Binding[]) => Promise<Row[]>;
  /** The same, for what costs much and is asked again and again, as totals are; a driver that can keeps it until something is written. */
  remembered: Driver['all'];
  /** A time as this database compares it with its own. */
  timestamp(date: Date): Binding;
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
  const counted =
    (ask: Driver['all']): Driver['all'] =>
    (sql, bindings) => {
      queries += 1;
      return ask(sql, bindings);
    };
  return {
    ...driver,
    all: counted(driver.all),
    remembered: counted(driver.remembered),
    get queries() {
      return queries;
    },
  };
}

/** MySQL and MariaDB through Strapi's own pool, where a round trip outweighs whatever the query builder costs. */
function openMysql(strapi: Core.Strapi): Driver {
  async function all(sql: string, bindings: readonly Binding[]): Promise<Row[]> {
    const limited = limitedSelect(sql, patienceMs);
    const [rows] = (await strapi.db.connection.raw(limited, [...bindings])) as [Row[], unknown];
    return rows;
  }

  return {
    all,
    // Learning of a change would cost as much as the query.
    remembered: all,
    timestamp: (date) => date.toISOString().slice(0, -1).replace('T', ' '),
    close: () => undefined,
  };
}

/** Few and small: each a total. */
const maxAnswers = 1000;

/**
 * A read-only connection of its own: Strapi has one for all it does, and a transaction holds it to its end. In WAL mode
 * (config/database.ts) a reader waits for nobody and sees what is committed. Unlike on MySQL, no clock ends its queries: they
 * are the club's own, of at most 100 documents and 100 characters, and asking another process would cost more than they do.
 */
function openSqlite(strapi: Core.Strapi): Driver {
  const filename = strapi.config.get<string>('database.connection.connection.filename');
  const database = new Database(filename, { readonly: true, fileMustExist: true });
  const statements = new Map<string, Database.Statement<Binding[], Row>>();

  function prepared(sql: string): Database.Statement<Binding[], Row> {
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare<Binding[], Row>(sql);
    statements.set(sql, statement);
    return statement;
  }

  const answers = new Map<string, Row[]>();
  let version: unknown;

  /** The version changes with whatever another connection commits, of this process or not: https://sqlite.org/pragma.html#pragma_data_version */
  function forgetWhatChanged(): void {
    const current = database.pragma('data_version', { simple: true });
    if (current !== version || answers.size >= maxAnswers) answers.clear();
    version = current;
  }

  return {
    async all(sql, bindings) {
      return prepared(sql).all(...bindings);
    },
    async remembered(sql, bindings) {
      forgetWhatChanged();
      const question = JSON.stringify([sql, bindings]);
      const known = answers.get(question);
      if (known) return known;
      const rows = prepared(sql).all(...bindings);
      answers.set(question, rows);
      return rows;
    },
    timestamp: (date) => date.getTime(),
    close: () => database.close(),
  };
}
