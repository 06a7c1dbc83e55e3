import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { json, redirect, type Result } from '../../../../http/results';
import { defineRoute, type Route } from '../../../../http/route';
import { languageQuery, limitQuery, one } from '../../../../http/schemas';
import type { Language } from '../../../../shared/server/languages';
import { contentServices } from '../../../content/server/services';
import { refusals } from '../../../patreon/server/domain/refusals';
import { gateService } from '../../../patreon/server/services';
import { slugParams } from '../contract/query';
import { fromNow } from '../domain/span';
import { artistSchema } from '../domain/views/artist';
import { eventSchema } from '../domain/views/event';
import { exclusiveSchema } from '../domain/views/exclusive';
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
  },
  artists: {
    uid: 'api::artist.artist',
    name: 'Artist',
    tag: 'Artists',
    summary: 'One artist',
    eventsSummary: 'Where an artist plays from now on, soonest first',
  },
  events: {
    uid: 'api::event.event',
    name: 'Event',
    tag: 'Events',
    summary: 'One event',
  },
  blog: {
    uid: 'api::post.post',
    name: 'Post',
    tag: 'Blog',
    summary:
      'One post; one behind a tier shows its teaser to whoever does not hold that, and what everybody may read',
  },
  'support/exclusive': {
    uid: 'api::exclusive.exclusive',
    name: 'Exclusive',
    tag: 'Support',
    summary: 'One exclusive, whole, for who holds its tier',
  },
} as const;
type Folder = keyof typeof types;

export const paramsOf = (folder: Folder) => slugParams(types[folder].name);

/** What narrows events down to those of one location or artist. */
export const filterBy = { locations: 'location', artists: 'artist' } as const;

/** `GET /{folder}/:slug`: one document, or a redirect to the slug it has today. */
function documentRoute<View extends { updated_at: string }>(
  strapi: Core.Strapi,
  folder: Folder,
  schema: z.ZodType<View>,
  bySlug: (slug: string, language: Language) => Promise<View | undefined>,
): Route {
  const { tag, summary } = types[folder];
  const response: z.ZodType<{ data: View }> = one(schema);
  return defineRoute({
    method: 'GET',
    path: `/${folder}/:slug`,
    tag,
    summary,
    access: 'public',
    params: paramsOf(folder),
    query: languageQuery,
    responses: { 200: response, 301: null },
    handle: async ({ params: { slug }, language }) => {
      const data = await bySlug(slug, language);
      return data ? json(data, { lastModified: data.updated_at }) : movedOrMissing(strapi, folder, slug);
    },
  });
}

export function locationRoute(strapi: Core.Strapi): Route {
  const { locations } = readsOf(strapi);
  return documentRoute(strapi, 'locations', locationSchema, (slug, language) =>
    locations.bySlug(slug, language),
  );
}

export function artistRoute(strapi: Core.Strapi): Route {
  const { artists } = readsOf(strapi);
  return documentRoute(strapi, 'artists', artistSchema, (slug, language) => artists.bySlug(slug, language));
}

export function eventRoute(strapi: Core.Strapi): Route {
  const { events } = readsOf(strapi);
  return documentRoute(strapi, 'events', eventSchema, (slug, language) => events.bySlug(slug, language));
}

export function postRoute(strapi: Core.Strapi): Route {
  const { posts } = readsOf(strapi);
  const { tag, summary } = types.blog;
  return defineRoute({
    method: 'GET',
    path: '/blog/:slug',
    tag,
    summary,
    access: 'public-or-member',
    params: paramsOf('blog'),
    query: languageQuery,
    responses: { 200: one(postSchema), 301: null },
    handle: async ({ params: { slug }, language, member }) => {
      const data = await posts.bySlug(slug, language, gateService(strapi).viewer(member));
      if (!data) return movedOrMissing(strapi, 'blog', slug);
      return json(data, { lastModified: data.updated_at, isPersonal: data.locked });
    },
  });
}

/** `GET /support/exclusive/:slug`: whole or not at all; the list has the teaser. */
export function exclusiveRoute(strapi: Core.Strapi): Route {
  const { exclusives } = readsOf(strapi);
  const { tag, summary } = types['support/exclusive'];
  return defineRoute({
    method: 'GET',
    path: '/support/exclusive/:slug',
    tag,
    summary,
    access: 'optional',
    params: paramsOf('support/exclusive'),
    query: languageQuery,
    responses: { 200: one(exclusiveSchema), 301: null },
    failures: { 401: 'Nobody has signed in', 403: 'No supporter, or too low a tier' },
    handle: async ({ params: { slug }, language, member }) => {
      const found = await exclusives.bySlug(slug, language, gateService(strapi).viewer(member));
      if (!found) return movedOrMissing(strapi, 'support/exclusive', slug);
      if (found.lock !== null) {
        const { status, message } = refusals[found.lock];
        throw new HttpError(status, message);
      }
      return json(found.view);
    },
  });
}

/** `GET /{folder}/:slug/events`: the events of one location or artist. */
export function eventsOfRoute(
  strapi: Core.Strapi,
  folder: keyof typeof filterBy,
  exists: (slug: string) => Promise<boolean>,
) {
  const { events } = readsOf(strapi);
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
      const [isThere, { data }] = await Promise.all([
        exists(slug),
        events.page(language, filter, { page: 1, per_page: limit }),
      ]);
      return isThere ? json(data) : movedOrMissing(strapi, folder, slug, '/events');
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
