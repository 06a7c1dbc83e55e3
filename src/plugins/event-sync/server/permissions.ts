import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const actions = [
  {
    section: 'plugins',
    displayName: 'Bring an event in step with calendars and page now',
    uid: 'sync',
    pluginName: 'event-sync',
  },
];

/** As much of Strapi's own service as is used here; it has no types. */
interface ActionProvider {
  registerMany: (actions: readonly object[]) => Promise<unknown>;
}
const actionProvider = z.custom<ActionProvider>(
  (value) => typeof value === 'object' && value !== null && 'registerMany' in value,
);

/** Makes the plugin's permission known, so that roles can be granted it. */
export async function registerPermissions(strapi: Core.Strapi): Promise<void> {
  await actionProvider.parse(strapi.service('admin::permission')['actionProvider']).registerMany(actions);
}
