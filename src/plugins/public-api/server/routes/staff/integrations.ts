import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { accepted, json, page } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { acceptedTask, one, paged, pagedQuery, paginationOf } from '../../../../../http/schemas';
import { outcomes } from '../../../../integrations/contract/log';
import { integrationsService } from '../../../../integrations/server/services';
import { callSchema, integrationSchema, toCall, toIntegration } from '../../domain/staff/integration';
import { staffTag as tag, staffText } from './shared';

const word = staffText.optional();
const time = z.iso.datetime({ offset: true }).optional();

const name = z.string().regex(/^[a-z0-9-]{1,50}$/, {
  error: ({ input }) => `Integration '${String(input)}' not found`,
});

/** `/admin/integrations`: what the club is connected to. */
export function integrationRoutes(strapi: Core.Strapi) {
  const access = 'admin';
  return [
    defineRoute({
      method: 'GET',
      path: '/admin/integrations',
      tag,
      summary: 'What the club is connected to, and how each connection stands',
      access,
      responses: { 200: one(z.array(integrationSchema)) },
      handle: async () => json((await integrationsService(strapi).cards()).map(toIntegration)),
    }),
    defineRoute({
      method: 'GET',
      path: '/admin/integrations/logs',
      tag,
      summary: 'The calls to remote systems, the newest first, without their secrets',
      access,
      query: pagedQuery.extend({
        integration: word,
        outcome: z.enum(outcomes).optional(),
        action: word,
        subject: word.describe('The id of the document that the call was about'),
        from: time,
        to: time.describe('Exclusive'),
      }),
      responses: { 200: paged(callSchema) },
      handle: async ({ query }) => {
        const { page: number, per_page, lang: _lang, ...filter } = query;
        const log = integrationsService(strapi).log;
        await log.flush();
        const { rows, total } = await log.page({ ...filter, page: number, pageSize: per_page });
        return page(rows.map(toCall), paginationOf(query, total));
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/admin/integrations/:name/sync',
      tag,
      summary:
        'Has everything of an integration compared and put right; 409 where it is off, or has nothing to sync',
      access,
      params: z.object({ name }),
      responses: { 202: acceptedTask },
      rateLimit: { points: 10, seconds: 60 },
      handle: async ({ params, member }) => {
        try {
          return accepted(await integrationsService(strapi).syncAll(params.name, member.documentId));
        } catch (error) {
          if (error instanceof errors.NotFoundError)
            throw new HttpError(404, `Integration '${params.name}' not found`);
          throw error instanceof errors.ApplicationError ? new HttpError(409, error.message) : error;
        }
      },
    }),
  ];
}
