import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isClubType, type ClubType } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import { language, type TranslationsAnswer } from '../../contract/home';
import { byEntry, countsOf, type GapRow } from '../domain/translation-gaps';
import type { Staff } from './access';
import { gapSql } from './translation-sql';

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

/** What lacks a translation. */
export function createTranslations({ strapi }: { strapi: Core.Strapi }) {
  const { all, type: typeOf } = schemasOf(strapi);
  /** Events first: they do not wait. */
  const types = (): ClubType[] =>
    all
      .flatMap(({ uid }) => (isClubType(uid) ? [uid] : []))
      .toSorted((a, b) => Number(b === event) - Number(a === event));

  /** What needs work in each language that somebody may write. A constant number of queries, one for each type. */
  return async function translations(staff: Staff): Promise<TranslationsAnswer['data']> {
    const gaps: GapRow[] = [];
    for (const uid of types()) {
      const scopes = staff.scopes(uid, 'update');
      const query = gapSql(strapi, typeOf(uid), { scopes, userId: staff.user.id, limit: listed });
      if (query === null) continue;
      const rows = answer.parse(await strapi.db.connection.raw(query.sql, query.bindings));
      gaps.push(...rows.map((row) => ({ ...row, type: uid })));
    }
    return { counts: countsOf(gaps), entries: byEntry(gaps).slice(0, listed) };
  };
}
