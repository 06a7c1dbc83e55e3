import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const read = 'plugin::content-manager.explorer.read';
const member = 'plugin::users-permissions.user';
const role = 'plugin::users-permissions.role';
/** Names alone: not what a role may do. */
const fields = ['id', 'documentId', 'name'];

interface Ability {
  rules: object[];
  can(action: string, subject: string, field?: string): boolean;
  update(rules: object[]): unknown;
}
const engineOf = z.object({
  engine: z.object({ generateUserAbility: z.custom<(user: unknown) => Promise<Ability>>() }),
});

/**
 * Shows the names of roles to whoever sees the roles of members: in the panel's form they choose among them. Strapi shows ids to all
 * but Super Admins, and has no permission for it, since the type is not among those that the panel edits
 * (https://github.com/strapi/strapi/blob/v5.54.0/packages/core/content-manager/server/src/controllers/relations.ts).
 */
export function showRoleNames(strapi: Core.Strapi): void {
  const service: unknown = strapi.service('admin::permission');
  if (!engineOf.safeParse(service).success) throw new Error('Strapi has no engine of permissions');
  const { engine } = service as z.infer<typeof engineOf>;
  const original = engine.generateUserAbility.bind(engine);
  engine.generateUserAbility = async (user) => {
    const ability = await original(user);
    if (ability.can(read, member, 'role') && !ability.can(read, role, 'name'))
      ability.update([...ability.rules, { action: read, subject: role, fields }]);
    return ability;
  };
}
