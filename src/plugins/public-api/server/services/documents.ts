import type { UID } from '@strapi/strapi';
import { currentTimeSql, name } from '../../../../database/sql';
import { tableOf } from '../../../../database/tables';
import { offsetOf, type Page } from '../../../../http/schemas';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { isLocalized } from '../../../content/contract/localized';
import { publicationDate, publicEnglishSql, savedEnglishSql } from '../../../content/server/domain/public';
import { schemasOf } from '../../../content/server/services/schemas';
import {
  integer,
  text,
  timestamp,
  type Column,
  type Columns,
  type Localized,
  valueWithFallback,
} from '../domain/columns';
import type { Binding, Row } from './read-database';
import type { ReadContext } from './reads';

/** A table that leads to documents: what is selected of it besides, and how it is joined. */
interface Via {
  columns: string;
  from: string;
  on: string;
}

export interface Condition {
  join?: string;
  where: string;
  bindings: readonly Binding[];
}

interface PageQuery {
  conditions: readonly Condition[];
  /** What the list is sorted by; the last must be unique, so that pages do not overlap. */
  order: readonly string[];
  direction?: 'ASC' | 'DESC';
  page: Page;
  language: Language;
}

/** The context of what documents refer to. */
export const publicContext = (context: ReadContext): ReadContext => ({ ...context, version: 'public' });

/** Reads the documents of a content type that the context shows: one query brings the English and the translated row of each together. */
export function createDocuments<const Of extends Columns>(
  { strapi, database, version }: ReadContext,
  uid: UID.ContentType,
  columns: Of,
) {
  const { table, column } = tableOf(strapi, uid);
  const names = Object.keys(columns);
  const type = schemasOf(strapi).type(uid);
  const { attributes } = type;
  const localized = new Set(
    Object.entries(attributes)
      .filter(([attribute, schema]) => names.includes(attribute) && isLocalized(schema))
      .map(([attribute]) => attribute),
  );

  const revisions = `${name(tableOf(strapi, 'plugin::content.revision').table)} r`;
  const always = [
    ...['id', 'document_id', 'created_at', 'updated_at'].map((own) => `d.${name(own)}`),
    'r.changed_at AS r_changed_at',
  ];
  const english = names.map((attribute) => `d.${name(column(attribute))} AS ${name(attribute)}`);
  const translated = [...localized].map(
    (attribute) => `t.${name(column(attribute))} AS ${name(`t_${attribute}`)}`,
  );
  const decoders = Object.entries<Column<unknown>>(columns).map(([attribute, decode]) => ({
    attribute,
    decode,
    translation: localized.has(attribute) ? `t_${attribute}` : undefined,
  }));

  const isSaved = version === 'saved';
  const isShown = isSaved ? savedEnglishSql(type, 'd') : publicEnglishSql(type, 'd', currentTimeSql(strapi));
  const hasDrafts = type.options?.draftAndPublish === true;
  // Of a type without drafts, Strapi dates all rows.
  const isTranslation = `t.published_at IS ${isSaved && hasDrafts ? 'NULL' : 'NOT NULL'}`;
  const from = `FROM ${name(table)} d`;

  /**
   * `SELECT … FROM … JOIN …`, ready for a WHERE; `d` is the English row, `t` the translated one.
   * With `via`, the documents are those that a table of the caller's leads to.
   */
  function select(language: Language, via?: Via): string {
    const own = via ? [...always, via.columns, ...english] : [...always, ...english];
    // SQLite reads a CROSS JOIN in this order, from the few to the many: https://sqlite.org/optoverview.html#crossjoin
    const revision = ` LEFT JOIN ${revisions} ON r.uid = '${uid}' AND r.target = d.document_id`;
    const source = via ? `FROM ${via.from} CROSS JOIN ${name(table)} d ON ${via.on}` : from;
    if (language === defaultLanguage) return `SELECT ${own.join(', ')} ${source}${revision}`;
    return (
      `SELECT ${[...own, 't.updated_at AS t_updated_at', ...translated].join(', ')} ${source}${revision} LEFT JOIN ${name(table)} t` +
      ` ON t.document_id = d.document_id AND t.locale = '${language}' AND ${isTranslation}`
    );
  }

  function read(row: Row, language: Language): Localized<Of> {
    const fallback: string[] = [];
    const changed = [timestamp(row['updated_at']), timestamp(row['t_updated_at'])].map(
      (at) => at?.getTime() ?? 0,
    );
    const document: Record<string, unknown> = {
      documentId: text(row['document_id']) ?? '',
      rowId: integer(row['id']) ?? 0,
      language,
      fallback,
      createdAt: timestamp(row['created_at']) ?? new Date(0),
      // What was last published before there were revisions has none; they are of what is public.
      updatedAt: new Date(Math.max(...changed, isSaved ? 0 : (integer(row['r_changed_at']) ?? 0))),
    };
    for (const { attribute, decode, translation } of decoders) {
      const own = decode(row[attribute]);
      const { value, fellBack } = translation
        ? valueWithFallback(own, decode(row[translation]), language)
        : { value: own, fellBack: false };
      document[attribute] = value;
      if (fellBack) fallback.push(attribute);
    }
    return document as Localized<Of>;
  }

  async function readAll(
    language: Language,
    sql: string,
    bindings: readonly Binding[],
  ): Promise<Localized<Of>[]> {
    const rows = await database.all(sql, bindings);
    return rows.map((row) => read(row, language));
  }

  return {
    table,
    isShown,
    select,
    read,

    /** @param order SQL, for what is not sorted afterwards */
    all: (language: Language, order = '') =>
      readAll(language, `${select(language)} WHERE ${isShown} ${order}`, []),

    /** The public document of a slug, or none: a list, since relations are read of lists. */
    bySlug: (slug: string, language: Language) =>
      readAll(language, `${select(language)} WHERE d.slug = ? AND ${isShown} LIMIT 1`, [slug]),

    /** The document of an id, or none. */
    byId: (documentId: string, language: Language) =>
      readAll(language, `${select(language)} WHERE d.document_id = ? AND ${isShown} LIMIT 1`, [documentId]),

    exists: async (slug: string): Promise<boolean> => {
      const sql = `SELECT 1 AS found ${from} WHERE d.slug = ? AND ${isShown} LIMIT 1`;
      return (await database.all(sql, [slug])).length > 0;
    },

    /**
     * One page of the documents that meet all conditions, and how many do. The page is cut on ids alone, which an index can
     * hold; what the rows say is read for that page only, however deep it lies.
     */
    async page({ conditions, order, direction = 'ASC', page, language }: PageQuery) {
      const joins = conditions.map(({ join }) => join ?? '').join(' ');
      const where = [isShown, ...conditions.map((condition) => condition.where)].join(' AND ');
      const matching = `${from} ${joins} WHERE ${where}`;
      const bindings = conditions.flatMap((condition) => condition.bindings);

      const keys = order.map((expression, index) => `${expression} AS o${index}`).join(', ');
      const inner = order.map((expression) => `${expression} ${direction}`).join(', ');
      const outer = order.map((_, index) => `k.o${index} ${direction}`).join(', ');
      const ids = `SELECT d.id AS id, ${keys} ${matching} ORDER BY ${inner} LIMIT ? OFFSET ?`;
      const via = { columns: 'k.id AS k_id', from: `(${ids}) k`, on: 'd.id = k.id' };

      // What is dated becomes public as time goes by, without a write.
      const count = publicationDate(uid) === undefined ? database.remembered : database.all;
      const [documents, [counted]] = await Promise.all([
        readAll(language, `${select(language, via)} ORDER BY ${outer}`, [
          ...bindings,
          page.per_page,
          offsetOf(page),
        ]),
        count(`SELECT COUNT(*) AS total ${matching}`, bindings),
      ]);
      return { documents, total: integer(counted?.['total']) ?? 0 };
    },
  };
}
export type Documents<Of extends Columns> = ReturnType<typeof createDocuments<Of>>;

interface Listed {
  sortOrder: number | null;
  name: string | null;
}

/** The order in which staff have put a list, then that of the names as the reader sees them. */
export function byOrderThenName(language: Language): (a: Listed, b: Listed) => number {
  const collator = new Intl.Collator(language);
  return (a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0) || collator.compare(a.name ?? '', b.name ?? '');
}
