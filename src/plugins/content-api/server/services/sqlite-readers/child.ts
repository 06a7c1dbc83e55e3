/**
 * A process that runs readers' queries on an SQLite file. `pool.ts` starts it, and ends it if a query takes too long:
 * better-sqlite3 cannot interrupt a query.
 */
import Database from 'better-sqlite3';
import { z } from 'zod';
import { foldAllLetters } from '../../../../../database/sqlite-letters';

const message = z.object({
  id: z.number(),
  sql: z.string(),
  bindings: z.array(z.union([z.string(), z.number(), z.null()])),
});

/** The number of cached prepared statements. */
const mostStatements = 200;

const database = new Database(process.argv[2], { readonly: true, fileMustExist: true, timeout: 1_000 });
foldAllLetters(database);
const statements = new Map<string, Database.Statement>();

function prepared(sql: string): Database.Statement {
  const known = statements.get(sql);
  if (known) return known;
  if (statements.size >= mostStatements) statements.clear();
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function answer(sql: string, bindings: (string | number | null)[]): unknown[] {
  const statement = prepared(sql);
  if (statement.reader) return statement.all(...bindings);
  statement.run(...bindings);
  return [];
}

process.on('message', (received) => {
  const { id, sql, bindings } = message.parse(received);
  try {
    process.send?.({ id, rows: answer(sql, bindings) });
  } catch (error) {
    const { message: text, code } = error as Error & { code?: unknown };
    process.send?.({ id, error: text, code: String(code) });
  }
});
// Ctrl-C signals the whole process group; the club decides when its readers end.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
