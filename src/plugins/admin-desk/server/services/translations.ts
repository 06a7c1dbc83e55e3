import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { currentTimeSql, name } from '../../../../database/sql';
import { tableOf } from '../../../../database/tables';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { isLocalized } from '../../../content/contract/localized';
import { namingAttribute } from '../../../content/server/domain/naming';
import { publicEnglishSql } from '../../../content/server/domain/public';
import type { TypeSchema } from '../../../content/server/domain/schema';
import { isClubType, type ClubType } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import { language, type TranslationsAnswer } from '../../contract/home';
import type { Scope } from '../domain/scope';
import { byEntry, countsOf, type GapRow } from '../domain/translation-gaps';
import type { Staff } from './access';
import { textChangeUid } from './text-changes';

const event = 'api::event.event';
const listed = 8;

const gapRows = z.array(
  z.object({
    documentId: z.string(),
    language,
    english: z.string().nullable(),
    /** The row of the translation; null where there is none. */
    translation: z.coerce.number().nullable(),
    /** Whether it lacks a text that English has. */
    lacks: z.coerce.number().transform(Boolean),
    /** How many entries there are in all. */
    total: z.coerce.number(),
  }),
);
/** What knex gives for raw SQL: rows on SQLite, rows and their columns on MySQL. */
const answer = z.union([z.tuple([gapRows, z.unknown()]).transform(([rows]) => rows), gapRows]);

const isBlank = (column: string): string => `COALESCE(TRIM(${column}), '') IN ('', '[]', 'null')`;

/** What lacks a translation. */
export function createTranslations({ strapi }: { strapi: Core.Strapi }) {
  const { all, type: typeOf } = schemasOf(strapi);
  const knex = strapi.db.connection;
  /** Events first: they do not wait. */
  const types = (): ClubType[] =>
    all
      .flatMap(({ uid }) => (isClubType(uid) ? [uid] : []))
      .toSorted((a, b) => Number(b === event) - Number(a === event));

  /**
   * Entries of a type that are public in English, and in a language lack a text which English has or are older than its texts,
   * the most urgent of each language first: `e` is the English row that readers see, `t` the translation as staff edit it, `c`
   * when English changed. One query.
   */
  async function gapsIn(
    type: TypeSchema & { uid: ClubType },
    scopes: ReadonlyMap<Language, Scope>,
    userId: number,
  ): Promise<z.infer<typeof gapRows>> {
    const wanted = [...scopes].filter(([each]) => each !== defaultLanguage);
    const texts = Object.keys(type.attributes).filter((key) => isLocalized(type.attributes[key] ?? {}));
    const title = namingAttribute(type.attributes);
    if (wanted.length === 0 || texts.length === 0 || title === undefined) return [];
    const { table, column } = tableOf(strapi, type.uid);
    const now = currentTimeSql(strapi);
    const isEvent = type.uid === event;
    const [urgency, direction] = isEvent ? [`e.${name(column('startTime'))}`, ''] : ['e.updated_at', ' DESC'];
    const lacks = texts
      .map((text) => name(column(text)))
      .map((text) => `(NOT ${isBlank(`e.${text}`)} AND ${isBlank(`t.${text}`)})`)
      .join(' OR ');
    const changes = tableOf(strapi, textChangeUid);
    const ofChange = (key: string): string => `c.${name(changes.column(key))}`;
    const conditions = [
      publicEnglishSql(type, 'e', now),
      // What is over is read by few.
      ...(isEvent ? [`e.${name(column('endTime'))} > ${now}`] : []),
      `(${lacks} OR ${ofChange('changedAt')} > t.updated_at)`,
    ].join(' AND ');
    const isDraft = type.options?.draftAndPublish ? ' AND t.published_at IS NULL' : '';
    const selectOf = (each: Language, scope: Scope): string =>
      `SELECT e.document_id AS documentId, '${each}' AS language, e.${name(column(title))} AS english, ` +
      `t.id AS translation, (${lacks}) AS lacks, COUNT(*) OVER () AS total, ${urgency} AS urgency ` +
      `FROM ${name(table)} e ` +
      `LEFT JOIN ${name(table)} t ON t.document_id = e.document_id AND t.locale = '${each}'${isDraft} ` +
      `LEFT JOIN ${name(changes.table)} c ON ${ofChange('target')} = e.document_id AND ${ofChange('uid')} = ? ` +
      `WHERE ${conditions}${scope === 'own' ? ' AND e.created_by_id = ?' : ''} ` +
      `ORDER BY urgency${direction}, documentId LIMIT ${listed}`;
    const parts = wanted.map(
      ([each, scope]) => `SELECT * FROM (${selectOf(each, scope)}) ${name(`of_${each}`)}`,
    );
    const bindings = wanted.flatMap(([, scope]) => [type.uid, ...(scope === 'own' ? [userId] : [])]);
    const sql = `${parts.join(' UNION ALL ')} ORDER BY urgency${direction}, documentId`;
    return answer.parse(await knex.raw(sql, bindings));
  }

  /** What needs work in each language that somebody may write. A constant number of queries, one for each type. */
  return async function translations(staff: Staff): Promise<TranslationsAnswer['data']> {
    const gaps: GapRow[] = [];
    for (const uid of types()) {
      const rows = await gapsIn({ ...typeOf(uid), uid }, staff.scopes(uid, 'update'), staff.user.id);
      gaps.push(...rows.map((row) => ({ ...row, type: uid })));
    }
    return { counts: countsOf(gaps), entries: byEntry(gaps).slice(0, listed) };
  };
}
