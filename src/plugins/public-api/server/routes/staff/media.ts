import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { created, page } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { one, paged, pagedQuery, paginationOf } from '../../../../../http/schemas';
import { staffMediaSchema } from '../../domain/staff/links';
import { createStaffMedia } from '../../services/staff/media';
import { staffSearch, staffTag as tag } from './shared';

const path = '/admin/media';

/** `/admin/media`: the media library. */
export function mediaRoutes(strapi: Core.Strapi) {
  const media = createStaffMedia(strapi);
  return [
    defineRoute({
      method: 'GET',
      path,
      tag,
      summary: 'The files of the media library, the newest first',
      access: 'staff',
      query: pagedQuery.extend({ q: staffSearch.optional() }),
      responses: { 200: paged(staffMediaSchema) },
      handle: async ({ query }) => {
        const { data, total } = await media.page(query, query.q);
        return page(data, paginationOf(query, total));
      },
    }),
    defineRoute({
      method: 'POST',
      path,
      tag,
      summary:
        'Uploads one file, as the field `file` of a form (multipart/form-data) beside these fields. Its type is what its content' +
        ' is, whatever its name says; pictures get smaller sizes, and lose what says where and when they were taken',
      access: 'staff',
      body: z.strictObject({
        name: z.string().max(255).optional(),
        alt: z.string().max(1000).optional().describe('What the picture shows, for those who do not see it'),
        caption: z.string().max(1000).optional(),
      }),
      file: 'file',
      responses: { 201: one(staffMediaSchema) },
      rateLimit: { points: 60, seconds: 60 },
      handle: async ({ body }) => created(await media.upload(body), path),
    }),
  ];
}
