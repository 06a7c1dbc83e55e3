import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json, noContent } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { languageQuery, nullableText, one } from '../../../../../http/schemas';
import { longestSlug, slugPattern } from '../../../../content/server/domain/slugs';
import { accountsService } from '../../services';
import type { FavoriteKind } from '../../services/favorites';

const tag = 'Members';
const rateLimit = { points: 120, seconds: 60 };

const favoriteSchema = z.strictObject({ slug: z.string(), name: nullableText }).meta({ id: 'Favorite' });
const favoritesSchema = z
  .strictObject({ locations: z.array(favoriteSchema), artists: z.array(favoriteSchema) })
  .meta({ id: 'Favorites', description: 'By name; only what is public at present' });

const folders = [
  { folder: 'locations', kind: 'location', name: 'Location' },
  { folder: 'artists', kind: 'artist', name: 'Artist' },
] as const;

/** The locations and artists that a member likes. */
export function favoriteRoutes(strapi: Core.Strapi) {
  const favorites = () => accountsService(strapi).favorites;

  function changing({ folder, kind, name }: { folder: string; kind: FavoriteKind; name: string }) {
    const missing = (slug: string) => `${name} '${slug}' not found`;
    const params = z.object({
      slug: z.string().refine((slug) => slug.length <= longestSlug && slugPattern.test(slug), {
        error: ({ input }) => missing(String(input)),
      }),
    });
    /** @throws HttpError 404 for what is not public */
    async function targetOf(slug: string): Promise<string> {
      const target = await favorites().targetOf(kind, slug);
      if (target === null) throw new HttpError(404, missing(slug));
      return target;
    }
    const common = {
      path: `/user/favorites/${folder}/:slug`,
      tag,
      access: 'member',
      params,
      rateLimit,
    } as const;
    return [
      defineRoute({
        ...common,
        method: 'PUT',
        summary: `Makes this ${kind} a favourite of the member; a former slug will do`,
        responses: { 204: null },
        handle: async ({ params: { slug }, member }) => {
          await favorites().add(member, kind, await targetOf(slug));
          return noContent();
        },
      }),
      defineRoute({
        ...common,
        method: 'DELETE',
        summary: `Makes this ${kind} no favourite any more; a former slug will do`,
        responses: { 204: null },
        handle: async ({ params: { slug }, member }) => {
          await favorites().remove(member, kind, await targetOf(slug));
          return noContent();
        },
      }),
    ];
  }

  return [
    defineRoute({
      method: 'GET',
      path: '/user/favorites',
      tag,
      summary: 'The locations and artists that the member likes',
      access: 'member',
      query: languageQuery,
      responses: { 200: one(favoritesSchema) },
      handle: async ({ member, language }) => {
        const list = (kind: FavoriteKind) => favorites().list(member.documentId, kind, language);
        return json({ locations: await list('location'), artists: await list('artist') });
      },
    }),
    ...folders.flatMap(changing),
  ];
}
