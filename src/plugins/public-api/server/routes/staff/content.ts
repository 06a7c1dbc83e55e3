import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { created, json, noContent, page } from '../../../../../http/results';
import { defineRoute, type Route } from '../../../../../http/route';
import { language, one, paged, pagedQuery, paginationOf } from '../../../../../http/schemas';
import { resources, type Resource } from '../../domain/staff/resources';
import { answerSchema, bodySchema, translationsSchema } from '../../domain/staff/schemas';
import { createStaffDocuments } from '../../services/staff/documents';
import { staffId, staffSearch, staffTag as tag, writeLimit as rateLimit } from './shared';

type Document = Record<string, unknown>;

/** `/admin/<resource>`, the same routes for every type of content that staff edit. */
export const contentRoutes = (strapi: Core.Strapi): Route[] =>
  resources.flatMap((resource) => routesOf(strapi, resource));

function routesOf(strapi: Core.Strapi, resource: Resource): Route[] {
  const documents = createStaffDocuments(strapi, resource);
  const { called, path: folder } = resource;
  const path = `/admin/${folder}`;
  const document: z.ZodType<Document> = answerSchema(resource, documents.translated);
  const params = z.object({ id: staffId(called) });
  const body = bodySchema(resource);
  const access = 'staff';
  const of = `: ${folder}`;

  return [
    defineRoute({
      method: 'GET',
      path,
      tag,
      summary: `What staff have saved, drafts too${of}`,
      access,
      query: pagedQuery.extend({ q: staffSearch.optional() }),
      responses: { 200: paged(document) },
      handle: async ({ query }) => {
        const { data, total } = await documents.page(query, query.q);
        return page(data, paginationOf(query, total));
      },
    }),
    defineRoute({
      method: 'POST',
      path,
      tag,
      summary:
        `Creates one in English, as a draft where there are drafts${of}. A link is an id or a slug, or an object with one of them;` +
        ' a file is an id of /admin/media',
      access,
      body,
      failures: { 409: 'Another document has the slug' },
      responses: { 201: one(document) },
      rateLimit,
      handle: async (request) => {
        const data = await documents.create(request.body);
        return created(data, `${path}/${String(data['id'])}`);
      },
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:id`,
      tag,
      summary: `One as it was last saved${of}`,
      access,
      params,
      responses: { 200: one(document) },
      handle: async (request) => json(await documents.one(request.params.id)),
    }),
    defineRoute({
      method: 'PUT',
      path: `${path}/:id`,
      tag,
      summary: `Changes it in English; fields that are left out stay as they are, a list is replaced as a whole${of}`,
      access,
      params,
      body,
      responses: { 200: one(document) },
      rateLimit,
      handle: async (request) => json(await documents.update(request.params.id, request.body)),
    }),
    defineRoute({
      method: 'DELETE',
      path: `${path}/:id`,
      tag,
      summary: `Deletes it in all languages; 409 where others use it${of}`,
      access,
      params,
      failures: { 409: 'Others use it' },
      responses: { 204: null },
      rateLimit,
      handle: async (request) => {
        await documents.remove(request.params.id);
        return noContent();
      },
    }),
    defineRoute({
      method: 'PUT',
      path: `${path}/:id/translations`,
      tag,
      summary: `Writes translations, all or none; they have the translated fields alone${of}`,
      access,
      params,
      body: translationsSchema(documents.translated),
      responses: { 200: one(z.strictObject({ updated: z.array(language) })) },
      rateLimit,
      handle: async (request) =>
        json({ updated: await documents.translate(request.params.id, request.body.translations) }),
    }),
    ...(['publish', 'unpublish'] as const).map((action) =>
      defineRoute({
        method: 'POST',
        path: `${path}/:id/${action}`,
        tag,
        summary:
          action === 'publish'
            ? `Publishes it in all languages${of}`
            : `Hides it again in all languages; 409 where upcoming events need it, or there are no drafts${of}`,
        access,
        params,
        responses: { 200: one(document) },
        rateLimit,
        handle: async (request) => json(await documents[action](request.params.id)),
      }),
    ),
  ];
}
