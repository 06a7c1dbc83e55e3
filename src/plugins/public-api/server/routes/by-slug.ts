import type { Core } from '@strapi/strapi';
import { type z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { json, redirect, type Result } from '../../../../http/results';
import { defineRoute, type Route } from '../../../../http/route';
import { languageQuery, one } from '../../../../http/schemas';
import type { Language } from '../../../../shared/server/languages';
import { contentServices } from '../../../content/server/services';
import { slugParams } from '../contract/query';

/** The types whose documents have an address, by its folder, and what people call one of them. */
export const addressed = {
  locations: { uid: 'api::location.location', called: 'Location' },
  artists: { uid: 'api::artist.artist', called: 'Artist' },
  events: { uid: 'api::event.event', called: 'Event' },
  blog: { uid: 'api::post.post', called: 'Post' },
} as const;
type Folder = keyof typeof addressed;

interface DocumentRoute<Data> {
  tag: string;
  summary: string;
  schema: z.ZodType<Data>;
  /** The public document of a slug, or undefined. */
  read: (slug: string, language: Language) => Promise<Data | undefined>;
}

/** `GET /{folder}/:slug`: one document, or a redirect to the slug it has today. */
export function documentRoute<Data extends { updated_at: string }>(
  strapi: Core.Strapi,
  folder: Folder,
  { tag, summary, schema, read }: DocumentRoute<Data>,
): Route {
  const response: z.ZodType<{ data: Data }> = one(schema);
  return defineRoute({
    method: 'GET',
    path: `/${folder}/:slug`,
    tag,
    summary,
    access: 'public',
    params: slugParams(addressed[folder].called),
    query: languageQuery,
    responses: { 200: response },
    handle: async ({ params: { slug }, language }) => {
      const data = await read(slug, language);
      return data ? json(data, { lastModified: data.updated_at }) : movedOrMissing(strapi, folder, slug);
    },
  });
}

/**
 * A redirect from a slug that no document has to the one it has today.
 *
 * @param rest what follows the slug in the path
 * @throws HttpError 404 `Location 'x' not found`, where no document ever had it, or that one is gone
 */
export async function movedOrMissing(
  strapi: Core.Strapi,
  folder: Folder,
  slug: string,
  rest = '',
): Promise<Result<never>> {
  const { uid, called } = addressed[folder];
  const current = await contentServices(strapi).slugs.currentOf(uid, slug);
  if (current === null || current === slug) throw new HttpError(404, `${called} '${slug}' not found`);
  return redirect(301, `/${folder}/${current}${rest}`);
}
