import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json, page } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import {
  documentFields,
  documentId,
  nullableText,
  offsetOf,
  one,
  paged,
  pagedQuery,
  paginationOf,
} from '../../../../../http/schemas';
import { accountsService } from '../../../../accounts/server/services';
import type { MemberRefusal, ManagedMember } from '../../../../accounts/server/services/member-admin';
import { staffId, staffSearch, staffTag as tag, writeLimit as rateLimit } from './shared';

const userSchema = z
  .strictObject({
    id: documentId,
    username: nullableText,
    email: nullableText,
    role: nullableText.describe('authenticated, staff, admin, or another that the club has made'),
    confirmed: z.boolean(),
    blocked: z.boolean(),
    created_at: documentFields.created_at,
    updated_at: documentFields.updated_at,
  })
  .meta({ id: 'User' });

const toUser = (row: ManagedMember): z.infer<typeof userSchema> => ({
  id: row.documentId,
  username: row.username,
  email: row.email,
  role: row.role?.type ?? null,
  confirmed: row.confirmed === true,
  blocked: row.blocked === true,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

function errorOf(refusal: MemberRefusal): HttpError {
  const { field } = refusal;
  switch (refusal.why) {
    case 'unknown-role':
      return new HttpError(400, 'Invalid request', {
        issues: { [field]: [`must be one of ${refusal.roles.join(', ')}`] },
      });
    case 'own-account':
      return new HttpError(409, 'You cannot lock yourself out: another admin can do this', {
        issues: { [field]: ['must not be changed in your own account'] },
      });
    case 'last-admin':
      return new HttpError(409, 'This is the last admin who can sign in: make another one first', {
        issues: { [field]: ['must leave an admin who can sign in'] },
      });
  }
}

const called = 'User';
const params = z.object({ id: staffId(called) });
const notFound = (id: string) => new HttpError(404, `${called} '${id}' not found`);

/** `/admin/users`: who the members are, their roles and blocks. */
export function userRoutes(strapi: Core.Strapi) {
  const members = () => accountsService(strapi).memberAdmin;
  const access = 'admin';
  return [
    defineRoute({
      method: 'GET',
      path: '/admin/users',
      tag,
      summary: 'The members, the newest first',
      access,
      query: pagedQuery.extend({ q: staffSearch.optional() }),
      responses: { 200: paged(userSchema) },
      handle: async ({ query }) => {
        const { rows, total } = await members().page(
          { limit: query.per_page, offset: offsetOf(query) },
          query.q,
        );
        return page(rows.map(toUser), paginationOf(query, total));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/admin/users/:id',
      tag,
      summary: 'One member',
      access,
      params,
      responses: { 200: one(userSchema) },
      handle: async ({ params: { id } }) => {
        const row = await members().find(id);
        if (!row) throw notFound(id);
        return json(toUser(row));
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/admin/users/:id',
      tag,
      summary:
        'Changes the role of a member, or blocks them; both end their sessions. 409 for your own account, and where no admin would be left',
      access,
      params,
      body: z
        .strictObject({
          role: z.string().max(255).optional().describe('The type of a role'),
          blocked: z.boolean().optional(),
        })
        .refine((body) => Object.keys(body).length > 0, 'must have at least one field'),
      failures: { 409: 'It would lock somebody out' },
      responses: { 200: one(userSchema) },
      rateLimit,
      handle: async ({ params: { id }, body, member }) => {
        const changed = await members().change(id, body, member.documentId);
        if (changed === null) throw notFound(id);
        if ('refusal' in changed) throw errorOf(changed.refusal);
        return json(toUser(changed));
      },
    }),
  ];
}
