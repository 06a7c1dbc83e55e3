import type { Language } from '../contract/language';
import { integer } from '../domain/columns';
import type { Columns, Localized } from '../domain/overlay';
import { offsetOf, type Page } from '../domain/paging';
import type { Binding, ReadDatabase } from './database';
import type { Documents } from './documents';

/** Part of a query, with what it binds. */
export interface Condition {
  join?: string;
  where: string;
  bindings: readonly Binding[];
}

export interface Found<Of extends Columns> {
  documents: Localized<Of>[];
  total: number;
}

export interface PageQuery {
  conditions: readonly Condition[];
  /** What the list is sorted by; the last must be unique, so that pages do not overlap. */
  order: readonly string[];
  direction?: 'ASC' | 'DESC';
  page: Page;
  language: Language;
}

/**
 * One page of the documents that meet all conditions, and how many do. The page is cut on ids alone, which an index can
 * hold; what the rows say is read for that page only, however deep it lies.
 */
export async function readPage<Of extends Columns>(
  database: ReadDatabase,
  documents: Documents<Of>,
  { conditions, order, direction = 'ASC', page, language }: PageQuery,
): Promise<Found<Of>> {
  const joins = conditions.map(({ join }) => join ?? '').join(' ');
  const where = [documents.isPublic, ...conditions.map((condition) => condition.where)].join(' AND ');
  const matching = `FROM \`${documents.table}\` d ${joins} WHERE ${where}`;
  const bindings = conditions.flatMap((condition) => condition.bindings);

  const keys = order.map((expression, index) => `${expression} AS o${index}`).join(', ');
  const inner = order.map((expression) => `${expression} ${direction}`).join(', ');
  const outer = order.map((_, index) => `k.o${index} ${direction}`).join(', ');
  const ids = `SELECT d.id AS id, ${keys} ${matching} ORDER BY ${inner} LIMIT ? OFFSET ?`;
  const select = documents.select(language, {
    columns: 'k.id AS k_id',
    from: `(${ids}) k`,
    on: 'd.id = k.id',
  });

  const [rows, [counted]] = await Promise.all([
    database.all(`${select} ORDER BY ${outer}`, [...bindings, page.per_page, offsetOf(page)]),
    database.remembered(`SELECT COUNT(*) AS total ${matching}`, bindings),
  ]);
  return {
    documents: rows.map((row) => documents.read(row, language)),
    total: integer(counted?.['total']) ?? 0,
  };
}
