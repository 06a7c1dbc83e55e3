import type { Core } from '@strapi/strapi';
import { z } from 'zod';

/** As much of Strapi's own service as is used here; it has no types. */
interface ActionProvider {
  registerMany: (actions: readonly object[]) => Promise<unknown>;
}
const actionProvider = z.custom<ActionProvider>(
  (value) => typeof value === 'object' && value !== null && 'registerMany' in value,
);

/**
 * Makes a plugin's permissions known, so that roles of the admin panel can be granted them.
 *
 * @param displayNames by the last part of the action: `read` of `plugin::jobs.read`
 */
export async function registerPermissions(
  strapi: Core.Strapi,
  pluginName: string,
  displayNames: Readonly<Record<string, string>>,
): Promise<void> {
  const actions = Object.entries(displayNames).map(([uid, displayName]) => ({
    section: 'plugins',
    pluginName,
    uid,
    displayName,
  }));
  await actionProvider.parse(strapi.service('admin::permission')['actionProvider']).registerMany(actions);
}
