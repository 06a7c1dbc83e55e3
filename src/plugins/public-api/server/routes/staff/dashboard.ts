import type { Core } from '@strapi/strapi';
import { json } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { one } from '../../../../../http/schemas';
import { dashboardSchema } from '../../domain/staff/dashboard';
import { createDashboard } from '../../services/staff/dashboard';
import { staffTag as tag } from './shared';

/** `GET /admin/dashboard`. */
export function dashboardRoutes(strapi: Core.Strapi) {
  const dashboard = createDashboard(strapi);
  return [
    defineRoute({
      method: 'GET',
      path: '/admin/dashboard',
      tag,
      summary: 'Content by state and missing translation, the next events, the queue and the integrations',
      access: 'staff',
      responses: { 200: one(dashboardSchema) },
      handle: async ({ now }) => json(await dashboard(now)),
    }),
  ];
}
