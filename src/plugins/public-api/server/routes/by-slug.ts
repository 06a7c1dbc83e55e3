import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { json, redirect, type Result } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery, limitQuery, one } from '../../../../http/schemas';
import { contentServices } from '../../../content/server/services';
import { slugParams } from '../contract/query';
import { fromNow } from '../domain/span';
import { artistSchema } from '../domain/views/artist';
import { eventSchema } from '../domain/views/event';
import { locationSchema } from '../domain/views/location';
import { postSchema } from '../domain/views/post';
import { readsOf } from '../services/reads';

const types = {
  locations: {
    uid: 'api::location.location',
    name: 'Location',
    tag: 'Locations',
    summary: 'One location',
    eventsSummary: 'What is on at a location from now on, soonest first',
    schema: locationSchema,
  },
  artists: {
    uid: 'api::artist.artist',
    name: 'Artist',
    tag: 'Artists',
    summary: 'One artist',
    eventsSummary: 'Where an artist plays from now on, soonest first',
    schema: artistSchema,
  },
  events: {
    uid: 'api::event.event',
    name: 'Event',
    tag: 'Events',
    summary: 'One event',
    schema: eventSchema,
  },
  blog: {
    uid: 'api::post.post',
    name: 'Post',
    tag: 'Blog',
    summary: 'One post; a gated one shows its teaser',
    schema: postSchema,
  },
} as const;
type Folder = keyof typeof types;

export const paramsOf = (folder: Folder) => slugParams(types[folder].name);

/** What narrows events down to those of one location or artist. */
export const filterBy = { locations: 'location', artists: 'artist' } as const;

/** `GET /{folder}/:slug`: one document, or a redirect to the slug it has today. */
export function documentRoute(strapi: Core.Strapi, folder: Folder) {
  const { locations, artists, events, posts } = readsOf(strapi);
  const { tag, summary, schema } = types[folder];
  const reader = { locations, artists, events, blog: posts }[folder];
  return defineRoute({
    method: 'GET',
    path: `/${folder}/:slug`,
    tag,
    summary,
    access: 'public',
    params: paramsOf(folder),
    query: languageQuery,
    responses: { 200: one<z.ZodType<z.output<typeof schema>>>(schema), 301: null },
    handle: async ({ params: { slug }, language }) => {
      const data = await reader.bySlug(slug, language);
      return data ? json(data, { lastModified: data.updated_at }) : movedOrMissing(strapi, folder, slug);
    },
  });
}

/** `GET /{folder}/:slug/events`: the events of one location or artist. */
export function eventsOfRoute(strapi: Core.Strapi, folder: keyof typeof filterBy) {
  const { events, [folder]: subjects } = readsOf(strapi);
  const { tag, eventsSummary: summary } = types[folder];
  return defineRoute({
    method: 'GET',
    path: `/${folder}/:slug/events`,
    tag,
    summary,
    access: 'public',
    params: paramsOf(folder),
    query: limitQuery,
    responses: { 200: one(z.array(eventSchema)), 301: null },
    handle: async ({ params: { slug }, query: { limit }, language, now }) => {
      const filter = { from: fromNow(now), [filterBy[folder]]: slug };
      const [exists, { data }] = await Promise.all([
        subjects.exists(slug),
        events.page(language, filter, { page: 1, per_page: limit }),
      ]);
      return exists ? json(data) : movedOrMissing(strapi, folder, slug, '/events');
    },
  });
}

/**
 * A redirect from a former slug to the current one. `rest` is what follows the slug in the path.
 * @throws HttpError 404 `Location 'x' not found`, where no document ever had it, or that one is gone
 */
export async function movedOrMissing(
  strapi: Core.Strapi,
  folder: Folder,
  slug: string,
  rest = '',
): Promise<Result<never, 301>> {
  const { uid, name } = types[folder];
  const current = await contentServices(strapi).slugs.currentOf(uid, slug);
  if (current === null || current === slug) throw new HttpError(404, `${name} '${slug}' not found`);
  return redirect(301, `/${folder}/${current}${rest}`);
}
