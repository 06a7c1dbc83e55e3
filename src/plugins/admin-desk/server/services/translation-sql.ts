import type { Core } from '@strapi/strapi';
import { currentTimeSql, name } from '../../../../database/sql';
import { tableOf } from '../../../../database/tables';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { isLocalized } from '../../../content/contract/localized';
import { namingAttribute } from '../../../../shared/server/naming-attribute';
import { publicEnglishSql } from '../../../content/server/domain/public';
import type { TypeSchema } from '../../../content/server/domain/schema';
import type { Scope } from '../domain/scope';
import { textChangeUid } from './text-changes';

export interface GapQuery {
  /** In which languages, of everybody's entries or of one's own. */
  scopes: ReadonlyMap<Language, Scope>;
  userId: number;
  /** How many entries of each language to list. */
  limit: number;
}

const isBlank = (column: string): string => `COALESCE(TRIM(${column}), '') IN ('', '[]', 'null')`;

/** `t` lacks a text that `e` has. */
const lacking = (columns: readonly string[]): string =>
  columns
    .map(name)
    .map((column) => `(NOT ${isBlank(`e.${column}`)} AND ${isBlank(`t.${column}`)})`)
    .join(' OR ');

/**
 * SQL for the entries of a type that are public in English, and in a language lack a text which English has or are older than its
 * texts, the most urgent first: `e` is the English row that readers see, `t` the translation as staff edit it, `c` when English
 * changed. Null where there is nothing to translate.
 */
export function gapSql(
  strapi: Core.Strapi,
  type: TypeSchema,
  { scopes, userId, limit }: GapQuery,
): { sql: string; bindings: (string | number)[] } | null {
  const { table, column } = tableOf(strapi, type.uid);
  const texts = Object.keys(type.attributes).filter((key) => isLocalized(type.attributes[key] ?? {}));
  const title = namingAttribute(type.attributes);
  const wanted = [...scopes].filter(([language]) => language !== defaultLanguage);
  if (wanted.length === 0 || texts.length === 0 || title === undefined) return null;

  const lacks = lacking(texts.map(column));
  const now = currentTimeSql(strapi);
  const isTimed = 'endTime' in type.attributes;
  const urgency = isTimed ? `e.${name(column('startTime'))}` : 'e.updated_at';
  const order = `ORDER BY urgency${isTimed ? '' : ' DESC'}, documentId`;
  // What is over is read by few.
  const isAhead = isTimed ? ` AND e.${name(column('endTime'))} > ${now}` : '';
  const isDraft = type.options?.draftAndPublish ? ' AND t.published_at IS NULL' : '';
  const changes = tableOf(strapi, textChangeUid);
  const [target, uid, changedAt] = [
    `c.${name(changes.column('target'))}`,
    `c.${name(changes.column('uid'))}`,
    `c.${name(changes.column('changedAt'))}`,
  ];
  const parts = wanted.map(
    ([language, scope]) =>
      `SELECT * FROM (SELECT e.document_id AS documentId, '${language}' AS language, ` +
      `e.${name(column(title))} AS english, t.id AS translation, (${lacks}) AS lacks, ` +
      `COUNT(*) OVER () AS total, ${urgency} AS urgency FROM ${name(table)} e ` +
      `LEFT JOIN ${name(table)} t ON t.document_id = e.document_id AND t.locale = '${language}'${isDraft} ` +
      `LEFT JOIN ${name(changes.table)} c ON ${target} = e.document_id AND ${uid} = ? ` +
      `WHERE ${publicEnglishSql(type, 'e', now)}${isAhead} AND (${lacks} OR ${changedAt} > t.updated_at)` +
      `${scope === 'own' ? ' AND e.created_by_id = ?' : ''} ${order} LIMIT ${limit}) ${name(`of_${language}`)}`,
  );
  return {
    sql: `${parts.join(' UNION ALL ')} ${order}`,
    bindings: wanted.flatMap(([, scope]) => [type.uid, ...(scope === 'own' ? [userId] : [])]),
  };
}
