import type { Core } from '@strapi/strapi';

/** The part of Strapi's own provider of permissions that is used here; its getter has no types. */
interface ActionProvider {
  registerMany(actions: readonly object[]): Promise<unknown>;
}

/** Puts the plugin's permissions among those that a role of the admin panel can have. */
export async function registerPermissions(strapi: Core.Strapi): Promise<void> {
  const actionProvider = strapi.service('admin::permission').actionProvider as ActionProvider;
  const action = { section: 'plugins', pluginName: 'jobs' };
  await actionProvider.registerMany([
    { ...action, uid: 'read', displayName: 'See background jobs' },
    { ...action, uid: 'manage', displayName: 'Retry, cancel, pause and resume them' },
  ]);
}
