import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { staffLanguage } from '../../../content/server/services/staff-language';
import { accountTexts } from '../domain/texts';
import { memberSettings } from './account-rows';

interface Roles {
  createRole(values: object): Promise<unknown>;
  deleteRole(id: unknown, publicId: unknown): Promise<unknown>;
}

const found = z.object({ id: z.number(), type: z.string() });
const advanced = z.object({ default_role: z.string() });

/** The role of whoever has no other. */
const commonRole = 'authenticated';

/** Roles that nobody gets by signing up: they give rights over others, or are those of strangers. */
export const neverDefault: readonly string[] = ['admin', 'public', 'staff'];

/** The role that new members get: that of the panel's settings, as far as it may be given to everybody. */
export async function defaultRole(strapi: Core.Strapi): Promise<z.infer<typeof found>> {
  const chosen = advanced.safeParse(await memberSettings(strapi)).data?.default_role ?? commonRole;
  const types = neverDefault.includes(chosen) ? [commonRole] : [chosen, commonRole];
  const rows: unknown = await strapi.db
    .query('plugin::users-permissions.role')
    .findMany({ select: ['id', 'type'], where: { type: { $in: types } } });
  const roles = z.array(found).parse(rows);
  const role = types.flatMap((type) => roles.find((each) => each.type === type) ?? [])[0];
  if (!role) throw new Error(`There is no role ${commonRole} for members`);
  return role;
}

/** Lets the database assign ids of roles: with the highest that a column holds, no other role could be created. */
function giveRolesIds(roles: Roles): void {
  const createRole = roles.createRole.bind(roles);
  roles.createRole = (values) => createRole({ ...values, id: undefined });
}

/**
 * Deletes a role of members in one transaction: Strapi moves its members and removes its permissions in many concurrent
 * writes, which deadlock on MySQL. They become members like any other; Strapi would make them strangers. The role that new members
 * get, and that of all others, cannot be deleted.
 */
export function guardRoles(strapi: Core.Strapi): void {
  const roles: Roles = strapi.plugin('users-permissions').service('role');
  const deleteRole = roles.deleteRole.bind(roles);
  giveRolesIds(roles);

  const typeOf = async (id: unknown): Promise<string | undefined> =>
    found.safeParse(await strapi.db.query('plugin::users-permissions.role').findOne({ where: { id } })).data
      ?.type;

  roles.deleteRole = async (id) => {
    const [type, next] = [await typeOf(id), await defaultRole(strapi)];
    const text = type === next.type ? 'panel.default-role' : type === commonRole ? 'panel.common-role' : null;
    if (text) throw new errors.ValidationError(accountTexts.translate(staffLanguage(strapi), text));
    return inTransaction(strapi, () => deleteRole(id, next.id));
  };
}
