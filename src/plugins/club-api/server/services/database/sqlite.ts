import type { Core } from '@strapi/strapi';
import Database from 'better-sqlite3';
import type { Binding, Driver, Row } from '.';

/** Few and small: each a total. */
const mostAnswers = 1000;

/**
 * A read-only connection of its own: Strapi has one for all it does, and a transaction holds it to its end. In WAL mode
 * (config/database.ts) a reader waits for nobody and sees what is committed.
 */
export function openSqlite(strapi: Core.Strapi): Driver {
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
    if (current !== version || answers.size >= mostAnswers) answers.clear();
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
    moment: (date) => date.getTime(),
    close: () => database.close(),
  };
}
