import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';

/** Strapi's permission service, as far as it is used here; it has no types. */
interface ActionProvider {
  registerMany: (actions: readonly object[]) => Promise<unknown>;
}
const actionProvider = z.custom<ActionProvider>(
  (value) => typeof value === 'object' && value !== null && 'registerMany' in value,
);

/**
 * Registers permissions for roles of the admin panel. @param displayNames by the action's last part: `read` of
 * `plugin::jobs.read`
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

/**
 * An admin route. @param action the permission needed, or what Strapi's policy `admin::hasPermissions` takes in its place; null
 * for whoever is signed in
 */
export const adminRoute = (
  method: 'GET' | 'POST',
  path: string,
  handler: string,
  action: string | object | null,
) => ({
  method,
  path,
  handler,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      ...(action === null ? [] : [{ name: 'admin::hasPermissions', config: { actions: [action] } }]),
    ],
  },
});

/** What Strapi adds to koa's context, as far as it is used here. */
type AdminContext = Context & {
  params: Record<string, string>;
  state: { user?: unknown };
  conflict(message: string): void;
};

/** The request cannot be fulfilled in the present state; answered with 409, which Strapi's own errors do not have. */
export class ConflictError extends Error {
  override name = 'ConflictError';
}

/** A controller action that answers with what `act` returns, and with 409 for a `ConflictError`. */
export const adminAction =
  (act: (context: AdminContext) => Promise<unknown>) =>
  async (context: AdminContext): Promise<void> => {
    try {
      context.body = await act(context);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      context.conflict(error.message);
    }
  };

const administrator = z.object({
  firstname: z.string().nullish(),
  lastname: z.string().nullish(),
  email: z.string().nullish(),
});

/** The display name of an administrator, as `ctx.state.user` holds them. */
export function adminName(user: unknown): string {
  const { firstname, lastname, email } = administrator.safeParse(user).data ?? {};
  return [firstname, lastname].filter(Boolean).join(' ') || email || 'an administrator';
}
