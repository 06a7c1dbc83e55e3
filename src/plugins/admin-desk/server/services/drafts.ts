import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { tableOf } from '../../../../database/tables';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { namingAttribute } from '../../../../shared/server/naming-attribute';
import { isClubType, type ClubType } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import { language, type Draft } from '../../contract/home';
import type { Scope } from '../domain/scope';
import type { Staff } from './access';

const listed = 8;

const found = z.array(z.object({ id: z.number(), published: z.number().nullable() }));
const rowList = z.array(
  z.looseObject({ id: z.number(), documentId: z.string(), locale: language, updatedAt: z.coerce.date() }),
);
const englishRows = z.array(z.looseObject({ documentId: z.string() }));
const name = z.string().trim().min(1).nullable().catch(null);

/** Which languages somebody may read of a type: of everybody's entries, and of their own alone. */
const byScope = (scopes: ReadonlyMap<Language, Scope>, wanted: Scope): Language[] =>
  [...scopes].filter(([, scope]) => scope === wanted).map(([locale]) => locale);

/** What members of staff have begun and not published. */
export function createDrafts({ strapi }: { strapi: Core.Strapi }) {
  const { all, attributesOf } = schemasOf(strapi);
  const knex = strapi.db.connection;
  const types = (): ClubType[] =>
    all
      .filter(({ options }) => options?.draftAndPublish)
      .flatMap(({ uid }) => (isClubType(uid) ? [uid] : []));

  /** The newest drafts of a type that differ from what is published; one query. */
  async function unpublishedRows(uid: ClubType, staff: Staff): Promise<z.infer<typeof found>> {
    const scopes = staff.scopes(uid, 'read');
    if (scopes.size === 0) return [];
    const { table } = tableOf(strapi, uid);
    const { id } = staff.user;
    const rows: unknown = await knex(`${table} as d`)
      .leftJoin(`${table} as p`, (join) => {
        join
          .on('p.document_id', 'd.document_id')
          .andOn('p.locale', 'd.locale')
          .andOnNotNull('p.published_at');
      })
      .select('d.id', { published: 'p.id' })
      .whereNull('d.published_at')
      .andWhere((which) => {
        void which
          .where((every) => {
            void every.whereIn('d.locale', byScope(scopes, 'all')).andWhere((by) => {
              void by.where('d.created_by_id', id).orWhere('d.updated_by_id', id);
            });
          })
          .orWhere((own) => {
            void own.whereIn('d.locale', byScope(scopes, 'own')).andWhere('d.created_by_id', id);
          });
      })
      .andWhere((differs) => {
        void differs.whereNull('p.id').orWhere('p.updated_at', '<', knex.ref('d.updated_at'));
      })
      .orderBy('d.updated_at', 'desc')
      .limit(listed);
    return found.parse(rows);
  }

  async function draftsOf(uid: ClubType, staff: Staff): Promise<Draft[]> {
    const rows = await unpublishedRows(uid, staff);
    if (rows.length === 0) return [];
    const published = new Set(rows.filter((row) => row.published !== null).map(({ id }) => id));
    const attribute = namingAttribute(attributesOf(uid));
    const select = [
      'id',
      'documentId',
      'locale',
      'updatedAt',
      ...(attribute === undefined ? [] : [attribute]),
    ];
    const query = strapi.db.query(uid);
    const drafts = rowList.parse(
      await query.findMany({ select, where: { id: { $in: rows.map(({ id }) => id) } } }),
    );
    const english = englishRows.parse(
      await query.findMany({
        select,
        where: {
          documentId: { $in: drafts.map(({ documentId }) => documentId) },
          locale: defaultLanguage,
          publishedAt: null,
        },
      }),
    );
    const englishNames = new Map(english.map((row) => [row.documentId, name.parse(row[attribute ?? ''])]));
    return drafts.map((row) => ({
      type: uid,
      documentId: row.documentId,
      title: name.parse(row[attribute ?? '']) ?? englishNames.get(row.documentId) ?? null,
      language: row.locale,
      status: published.has(row.id) ? 'modified' : 'draft',
      updatedAt: row.updatedAt.toISOString(),
    }));
  }

  /** What somebody has created or changed and is not published as it stands, newest first. A constant number of queries. */
  return async function drafts(staff: Staff): Promise<Draft[]> {
    const lists: Draft[][] = [];
    for (const uid of types()) lists.push(await draftsOf(uid, staff));
    return lists
      .flat()
      .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))
      .slice(0, listed);
  };
}
