import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { accepted, json } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { one, timestamp } from '../../../../../http/schemas';
import { accountsService } from '../../services';
import { ownPassword, requirePassword } from './own-password';

const tag = 'Members';

const exportSchema = z
  .strictObject({
    exported_at: timestamp,
    account: z.record(z.string(), z.unknown()),
    data: z.record(z.string(), z.array(z.unknown())).describe('The rows of each table that names the member'),
  })
  .meta({ id: 'PersonalData' });

const erasureSchema = z.strictObject({
  task_id: z.string(),
  kept: z
    .array(z.strictObject({ name: z.string(), reason: z.string() }))
    .describe('What stays without the member’s name, and why'),
});

/** What the law grants members: their data, and its erasure. */
export function personalDataRoutes(strapi: Core.Strapi) {
  const service = () => accountsService(strapi);

  return [
    defineRoute({
      method: 'GET',
      path: '/user/export',
      tag,
      summary: 'All that is stored on the member',
      access: 'member',
      responses: { 200: one(exportSchema) },
      rateLimit: { points: 10, seconds: 600 },
      handle: async ({ member, now }) => {
        const stored = await service().erasure.exportOf(member.documentId);
        if (!stored) throw new HttpError(401, 'Sign in first');
        const exported_at = now.toISOString();
        const headers = {
          'Content-Disposition': `attachment; filename="my-data-${exported_at.slice(0, 10)}.json"`,
        };
        return json({ exported_at, ...stored }, { headers });
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/user',
      tag,
      summary: 'Erases the member for good. All sessions end at once, this one included; the rest is a task',
      access: 'member',
      body: ownPassword,
      failures: { 409: 'The last administrator cannot be erased' },
      responses: { 202: one(erasureSchema) },
      rateLimit: { points: 10, seconds: 600 },
      handle: async ({ body, member }) => {
        await requirePassword(strapi, member, body.password, 'password');
        const { erasure, memberAdmin } = service();
        if (member.role === 'admin' && (await memberAdmin.countAdmins()) <= 1)
          throw new HttpError(409, 'You are the last administrator: make somebody else one first');
        const task_id = await erasure.request(member);
        return { ...accepted(task_id), data: { task_id, kept: erasure.kept() } };
      },
    }),
  ];
}
