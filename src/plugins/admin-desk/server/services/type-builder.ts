import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isObject } from '../../../../shared/server/is-record';

/** The part of Strapi's permission service that is used here; it has no types. */
interface ActionProvider {
  delete(action: string): Promise<unknown>;
}
const actionProvider = z.custom<ActionProvider>((value) => isObject(value) && 'delete' in value);

/**
 * Closes the content-type builder, its page and its routes, to everybody: Strapi cannot leave it out. Call it after the
 * builder has registered its permission, and before Strapi gives super admins every permission there is.
 */
export async function closeTypeBuilder(strapi: Core.Strapi): Promise<void> {
  const provider: unknown = strapi.service('admin::permission')['actionProvider'];
  await actionProvider.parse(provider).delete('plugin::content-type-builder.read');
}
