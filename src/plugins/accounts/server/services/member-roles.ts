import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { memberSettings } from './account-rows';

interface Roles {
  createRole(values: object): Promise<unknown>;
  deleteRole(id: unknown, publicId: unknown): Promise<unknown>;
}

const found = z.object({ type: z.string() });
const advanced = z.object({ default_role: z.string() });

/** Lets the database assign ids of roles: with the highest that a column holds, no other role could be created. */
function giveRolesIds(roles: Roles): void {
  const createRole = roles.createRole.bind(roles);
  roles.createRole = (values) => createRole({ ...values, id: undefined });
}

/**
 * Deletes a role of members in one transaction: Strapi moves its members and removes its permissions in many concurrent
 * writes, which deadlock on MySQL. The default role of new members cannot be deleted.
 */
export function guardRoles(strapi: Core.Strapi): void {
  const roles: Roles = strapi.plugin('users-permissions').service('role');
  const deleteRole = roles.deleteRole.bind(roles);
  giveRolesIds(roles);

  async function isDefault(id: unknown): Promise<boolean> {
    const role = found.safeParse(
      await strapi.db.query('plugin::users-permissions.role').findOne({ select: ['type'], where: { id } }),
    );
    const settings = advanced.safeParse(await memberSettings(strapi));
    return role.success && role.data.type === settings.data?.default_role;
  }

  roles.deleteRole = async (id, publicId) => {
    if (await isDefault(id))
      throw new errors.ValidationError('New members get this role: choose another one for them first');
    return inTransaction(strapi, () => deleteRole(id, publicId));
  };
}
