import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { lockAccounts } from './account-rows';

/** The roles of members besides users-permissions' own, by the type that routes ask for (`src/http/access.ts`). */
const staffRoles = [
  { type: 'staff', name: 'Staff', description: 'Edits the content of the club through the API.' },
  {
    type: 'admin',
    name: 'Admin',
    description: 'As staff, and manages members and integrations through the API.',
  },
] as const;

const actionRows = z.array(z.object({ action: z.string() }));
const roleRow = z.object({ id: z.number() });

/**
 * Creates the roles at the first start. users-permissions gives permissions to new roles only while there are none at all, so
 * they get those that members have; without them staff could not even sign out. What administrators change later is kept.
 */
export async function createStaffRoles(strapi: Core.Strapi): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'accounts', key: 'staffRoles' });
  if ((await store.get({})) === true) return;
  await strapi.db.transaction(async () => {
    await lockAccounts(strapi);
    if ((await store.get({})) === true) return;
    const actions = await actionsOfMembers(strapi);
    for (const role of staffRoles) await createRole(strapi, role, actions);
    await store.set({ value: true });
  });
}

async function actionsOfMembers(strapi: Core.Strapi): Promise<string[]> {
  const rows: unknown = await strapi.db
    .query('plugin::users-permissions.permission')
    .findMany({ select: ['action'], where: { role: { type: 'authenticated' } } });
  return [...new Set(actionRows.parse(rows).map(({ action }) => action))];
}

/** A role of this type that an administrator has made stays as it is. */
async function createRole(
  strapi: Core.Strapi,
  role: (typeof staffRoles)[number],
  actions: readonly string[],
): Promise<void> {
  const roles = strapi.db.query('plugin::users-permissions.role');
  if (await roles.findOne({ where: { type: role.type } })) return;
  const created: unknown = await roles.create({ data: role });
  const { id } = roleRow.parse(created);
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const action of actions) await permissions.create({ data: { action, role: id } });
}
