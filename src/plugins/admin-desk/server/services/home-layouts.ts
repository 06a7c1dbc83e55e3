import type { Core } from '@strapi/strapi';

const key = 'homeLayouts';

/** How Strapi names what somebody has made of their home page (`homepage-layout:` of its store `admin`, and their id). */
const layouts = 'core_admin_homepage-layout:';

/**
 * Forgets, once, how staff had arranged Strapi's own widgets: those are gone, and the club's would only be there once added by
 * hand.
 */
export async function forgetHomeLayouts(strapi: Core.Strapi): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'admin-desk' });
  if ((await store.get({ key })) === true) return;
  await strapi.db.query('strapi::core-store').deleteMany({ where: { key: { $startsWith: layouts } } });
  await store.set({ key, value: true });
}
