import type { Core, UID } from '@strapi/strapi';
import { tableOf } from '../../../../database/tables';
import { publicEnglishSql } from '../../../content/server/domain/public';
import { publicationDate } from '../../../content/server/domain/publication-date';
import { isLocalized } from '../../../content/server/domain/schema';
import { schemasOf } from '../../../content/server/services/schemas';
import { defaultLanguage, type Language } from '../contract/language';
import { integer, moment, text, type Column } from '../domain/columns';
import { overlay, type Columns, type Localized } from '../domain/overlay';
import { name } from '../domain/sql';
import type { Row } from './database';

/** A table that leads to documents: what is selected of it besides, and how it is joined. */
interface Via {
  columns: string;
  from: string;
  on: string;
}

/** A content type as the public reads select it: one query brings the English and the translated row together. */
export interface Documents<Of extends Columns> {
  readonly uid: UID.ContentType;
  readonly table: string;
  /** What makes the row `d` public: English, published and, where the type has it, active, and not of the future. */
  readonly isPublic: string;
  /**
   * `SELECT … FROM … JOIN …`, ready for a WHERE; `d` is the English row, `t` the translated one.
   * With `via`, the documents are those that a table of the caller's leads to.
   */
  readonly select: (language: Language, via?: Via) => string;
  readonly column: (attribute: string) => string;
  readonly read: (row: Row, language: Language) => Localized<Of>;
}

/** The present, by the database's clock, as a column of Strapi's type `datetime` has it. */
const currentMoment = (strapi: Core.Strapi): string =>
  strapi.db.dialect.client === 'sqlite' ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)" : 'UTC_TIMESTAMP(3)';

export function createDocuments<const Of extends Columns>(
  strapi: Core.Strapi,
  uid: UID.ContentType,
  columns: Of,
): Documents<Of> {
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
  const readings = Object.entries<Column<unknown>>(columns).map(([attribute, decode]) => ({
    attribute,
    decode,
    translation: localized.has(attribute) ? `t_${attribute}` : undefined,
  }));
  const date = publicationDate(uid);
  const isDue = date === undefined ? '' : ` AND d.${name(column(date))} <= ${currentMoment(strapi)}`;

  function select(language: Language, via?: Via): string {
    const own = via ? [...always, via.columns, ...english] : [...always, ...english];
    // SQLite reads a CROSS JOIN in this order, from the few to the many: https://sqlite.org/optoverview.html#crossjoin
    const revision = ` LEFT JOIN ${revisions} ON r.uid = '${uid}' AND r.target = d.document_id`;
    const from = via ? `FROM ${via.from} CROSS JOIN ${name(table)} d ON ${via.on}` : `FROM ${name(table)} d`;
    if (language === defaultLanguage) return `SELECT ${own.join(', ')} ${from}${revision}`;
    return (
      `SELECT ${[...own, 't.updated_at AS t_updated_at', ...translated].join(', ')} ${from}${revision} LEFT JOIN ${name(table)} t` +
      ` ON t.document_id = d.document_id AND t.locale = '${language}' AND t.published_at IS NOT NULL`
    );
  }

  function read(row: Row, language: Language): Localized<Of> {
    const fallback: string[] = [];
    const changed = [moment(row['updated_at']), moment(row['t_updated_at'])].map((at) => at?.getTime() ?? 0);
    const document: Record<string, unknown> = {
      documentId: text(row['document_id']) ?? '',
      rowId: integer(row['id']) ?? 0,
      language,
      fallback,
      createdAt: moment(row['created_at']) ?? new Date(0),
      // What was last published before there were revisions has none.
      updatedAt: new Date(Math.max(...changed, integer(row['r_changed_at']) ?? 0)),
    };
    for (const { attribute, decode, translation } of readings) {
      const own = decode(row[attribute]);
      const { value, fellBack } = translation
        ? overlay(own, decode(row[translation]), language)
        : { value: own, fellBack: false };
      document[attribute] = value;
      if (fellBack) fallback.push(attribute);
    }
    return document as Localized<Of>;
  }

  return {
    uid,
    table,
    isPublic: `${publicEnglishSql(type, 'd')}${isDue}`,
    select,
    column,
    read,
  };
}
