import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { currentTimeSql } from '../../../../database/sql';
import { tableOf } from '../../../../database/tables';
import type { Language } from '../../../../shared/server/languages';
import { publicEnglishSql } from '../../../content/server/domain/public';
import { contentServices } from '../../../content/server/services';
import type { MemberWrites } from './member-writes';
import type { PreferencesService } from './preferences';

/** What members can like, by the word that stands in the table. */
const favoriteTypes = { location: 'api::location.location', artist: 'api::artist.artist' } as const;
export type FavoriteKind = keyof typeof favoriteTypes;

const rows = z.array(z.object({ slug: z.string(), name: z.string().nullable() }));
export interface Favorite {
  slug: string;
  name: string | null;
}

/** The locations and artists that members like. */
export function createFavorites(
  strapi: Core.Strapi,
  { memberWrites, preferences }: { memberWrites: MemberWrites; preferences: PreferencesService },
) {
  const favorites = (): string => tableOf(strapi, 'plugin::accounts.favorite').table;

  return {
    /** The public ones of a kind, by name; names in a language where they are translated. */
    async list(member: string, kind: FavoriteKind, language: Language): Promise<Favorite[]> {
      const uid = favoriteTypes[kind];
      const documents = tableOf(strapi, uid).table;
      const isPublic = publicEnglishSql(strapi.contentType(uid), 'english', currentTimeSql(strapi));
      const { connection } = strapi.db;
      const name = connection.raw("COALESCE(NULLIF(translation.name, ''), english.name)");
      const found: unknown = await connection(`${favorites()} as favorite`)
        .join(`${documents} as english`, 'english.document_id', 'favorite.target')
        .leftJoin(`${documents} as translation`, (on) =>
          on
            .on('translation.document_id', 'favorite.target')
            .andOnVal('translation.locale', language)
            .andOnNotNull('translation.published_at'),
        )
        .where({ 'favorite.member': member, 'favorite.kind': kind })
        .whereRaw(isPublic)
        .orderBy([{ column: 'name' }, { column: 'english.slug' }])
        .select('english.slug', { name });
      return rows.parse(found);
    },

    /** The documentId of what is public under a slug, or was the last to be; null if nothing is. */
    async targetOf(kind: FavoriteKind, slug: string): Promise<string | null> {
      const found = await contentServices(strapi).slugs.publicDocument(favoriteTypes[kind], slug);
      return found?.documentId ?? null;
    },

    add: (member: { id: number; documentId: string }, kind: FavoriteKind, target: string): Promise<void> =>
      memberWrites(member, async (trx) => {
        const now = new Date();
        await trx(favorites())
          .insert({ member: member.documentId, kind, target, created_at: now, updated_at: now })
          .onConflict(['member', 'kind', 'target'])
          .ignore();
        await preferences.ensure(member.documentId);
      }),

    remove: (member: { id: number; documentId: string }, kind: FavoriteKind, target: string): Promise<void> =>
      memberWrites(member, async (trx) => {
        await trx(favorites()).where({ member: member.documentId, kind, target }).delete();
      }),
  };
}
