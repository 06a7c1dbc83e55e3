import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';

const fileUid = 'plugin::upload.file';
const allowed = ['plugin::upload.settings.read', 'plugin::upload.read'];

interface Ability {
  can(action: string, subject: unknown): boolean;
}
const ability = z.custom<Ability>((value) => typeof value === 'object' && value !== null && 'can' in value);
const configured = z.looseObject({ concurrentUploadRequests: z.number().default(1) });

interface Route {
  method: string;
  path: string;
  handler: unknown;
  config?: { policies?: unknown[] };
}

/** The parts of the media library's admin routes that are changed here. */
export interface AdminRoutes {
  type: string;
  routes: Route[];
}

const isReading = ({ method, path }: Route): boolean => method === 'GET' && path === '/settings';

/** Leaves it to the controller who may read the settings. Changing them needs Strapi's permission, as ever. */
export const withReadableSettings = (admin: AdminRoutes): AdminRoutes => ({
  ...admin,
  routes: admin.routes.map((route) =>
    isReading(route) ? { ...route, config: { policies: ['admin::isAuthenticatedAdmin'] } } : route,
  ),
});

/**
 * Answers the media library's settings to everybody who may use it. Its dialog asks for them, and Strapi refuses whoever may not
 * change them: a failed request each time.
 */
export const readSettings =
  (strapi: Core.Strapi, settings: () => Promise<unknown>) =>
  async (ctx: Context): Promise<void> => {
    const of = ability.parse(ctx.state['userAbility']);
    if (!allowed.some((action) => of.can(action, fileUid))) ctx.throw(403);
    const { concurrentUploadRequests } = configured.parse(strapi.config.get('plugin::upload'));
    ctx.body = { data: { ...z.looseObject({}).parse(await settings()), concurrentUploadRequests } };
  };
