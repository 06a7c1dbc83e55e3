import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { fileHolders } from './file-uses';

/** Of Strapi's panel, which sends it with everything beneath /admin. */
const cookieName = 'strapi_admin_refresh';

const user = z.looseObject({ id: z.number(), isActive: z.literal(true) });

interface Ability {
  can(action: string, subject: string): boolean;
}
/** The part of Strapi's service that is used; it has no types. */
interface PermissionService {
  engine: { generateUserAbility(of: object): Promise<Ability> };
}
const permissionService = z.custom<PermissionService>(
  (value) => typeof value === 'object' && value !== null && 'engine' in value,
);

const fileUid = 'plugin::upload.file';

/** The id of who has a session of the panel, by its cookie, as pictures are asked for, or by an access token. */
async function userIdOf(strapi: Core.Strapi, ctx: Context): Promise<string | null> {
  const sessions = strapi.sessionManager('admin');
  const [, bearer] = /^bearer (\S+)$/i.exec(ctx.get('authorization')) ?? [];
  if (bearer !== undefined) {
    const { isValid, payload } = sessions.validateAccessToken(bearer);
    return isValid && (await sessions.isSessionActive(payload.sessionId)) ? payload.userId : null;
  }
  const cookie = ctx.cookies.get(cookieName, { signed: false });
  if (cookie === undefined) return null;
  const result = await sessions.validateRefreshToken(cookie);
  return result.isValid ? result.userId : null;
}

/**
 * Whether somebody may see private files in the panel: staff who may see the media library, or entries of a type that has a gate.
 *
 * @returns the status of a refusal; null for whoever may
 */
export async function mayViewFiles(strapi: Core.Strapi, ctx: Context): Promise<401 | 403 | null> {
  const id = await userIdOf(strapi, ctx);
  if (id === null) return 401;
  const found: unknown = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: Number(id) }, populate: ['roles'] });
  const { data: active } = user.safeParse(found);
  if (!active) return 401;
  const { engine } = permissionService.parse(strapi.service('admin::permission'));
  const ability = await engine.generateUserAbility(active);
  const seesEntries = fileHolders(strapi).some(
    ({ uid, gate }) => gate !== null && ability.can('plugin::content-manager.explorer.read', uid),
  );
  return seesEntries || ability.can('plugin::upload.read', fileUid) ? null : 403;
}
