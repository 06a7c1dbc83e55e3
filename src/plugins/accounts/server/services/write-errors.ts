import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { wrapAction } from '../../../../shared/server/wrap-action';
import { refuseFor } from '../../../content/server/services/refusal';

const writing = new AsyncLocalStorage<{ error?: unknown }>();
/** What users-permissions says itself, without the field. */
const taken = new Map([
  ['Username already taken', 'username'],
  ['Email already taken', 'email'],
]);
/** Columns that nobody writes by hand, in any of Strapi's types but this. */
const ownColumns = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy']);
const bodies = z.record(z.string(), z.unknown());

/** Runs a write of an account, and keeps what goes wrong with it for `answerWriteErrors`. */
export async function recordError<T>(write: () => Promise<T>): Promise<T> {
  const operation = writing.getStore();
  // A write that was a deadlock's victim is done again.
  if (operation) delete operation.error;
  try {
    return await write();
  } catch (error) {
    if (operation) operation.error = error;
    throw error;
  }
}

/**
 * Has the panel, REST and GraphQL answer what went wrong when a member is made or changed. users-permissions answers the message alone,
 * as a 400: of a refusal the fields are lost, and of the database's errors the SQL is told, with the hash of the password
 * (https://github.com/strapi/strapi/blob/v5.54.0/packages/plugins/users-permissions/server/controllers/user.js).
 * An `id` and the like are left out, as Strapi's other types do.
 */
export function answerWriteErrors(strapi: Core.Strapi): void {
  for (const name of ['contentmanageruser', 'user'])
    for (const action of ['create', 'update'])
      wrapAction(strapi.plugin('users-permissions').controller(name), action, async (ctx, original) => {
        const body = bodies.safeParse(ctx.request.body).data ?? {};
        ctx.request.body = Object.fromEntries(Object.entries(body).filter(([name]) => !ownColumns.has(name)));
        const operation: { error?: unknown } = {};
        try {
          return await writing.run(operation, original);
        } catch (error) {
          const field = error instanceof Error && taken.get(error.message);
          if (field) refuseFor([{ path: [field], message: 'is already taken' }]);
          throw operation.error ?? error;
        }
      });
}
