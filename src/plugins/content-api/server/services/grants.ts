import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const roleRow = z.object({ id: z.union([z.number(), z.string()]) });

/** The types that the public may read through Strapi's own REST and GraphQL. Exclusives are not among them. */
export const publicTypes = [
  'api::location.location',
  'api::artist.artist',
  'api::event.event',
  'api::post.post',
  'api::category.category',
  'api::staff-member.staff-member',
  'api::patreon-tier.patreon-tier',
  'api::ui-text.ui-text',
] as const;

/** Members get the permissions of visitors, so that signing in does not remove any. */
const roles = ['public', 'authenticated', 'staff', 'admin'] as const;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Grants visitors and members the public types, once per club. Later changes by an administrator are kept. */
  async grantOnce(): Promise<void> {
    const store = strapi.store({ type: 'plugin', name: 'content-api' });
    if (await store.get({ key: 'granted' })) return;
    await strapi.db.transaction(async () => {
      for (const type of roles) await grant(strapi, type);
      await store.set({ key: 'granted', value: new Date().toISOString() });
    });
  },
});

async function grant(strapi: Core.Strapi, type: (typeof roles)[number]): Promise<void> {
  const found: unknown = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type } });
  if (!found) return;
  const role = roleRow.parse(found);
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const action of publicTypes.flatMap((uid) => [`${uid}.find`, `${uid}.findOne`])) {
    if (!(await permissions.findOne({ where: { action, role: role.id } })))
      await permissions.create({ data: { action, role: role.id } });
  }
}
