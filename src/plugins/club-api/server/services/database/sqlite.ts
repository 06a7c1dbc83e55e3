import type { Core } from '@strapi/strapi';
import Database from 'better-sqlite3';
import type { Binding, Driver, Row } from '.';

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

  return {
    async all(sql, bindings) {
      return prepared(sql).all(...bindings);
    },
    moment: (date) => date.getTime(),
    close: () => database.close(),
  };
}
