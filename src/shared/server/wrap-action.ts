import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

/**
 * Wraps an action of one of Strapi's own controllers; `wrapper` calls `original` where the action may proceed.
 * @throws Error where there is no such action: another version of Strapi would be left unguarded
 */
export function wrapAction(
  controller: Core.Controller,
  name: string,
  wrapper: (ctx: Context, original: () => Promise<unknown>) => Promise<unknown>,
): void {
  const original = controller[name]?.bind(controller);
  if (!original) throw new Error(`Strapi has no action ${name} in this controller`);
  controller[name] = (ctx, next) => wrapper(ctx, async () => original(ctx, next));
}
