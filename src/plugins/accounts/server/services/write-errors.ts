import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { wrapAction } from '../../../../shared/server/wrap-action';
import { issueOf, type ValidationIssue } from '../../../content/server/domain/rules/issues';
import { refuseFor } from '../../../content/server/services/refusal';

const writing = new AsyncLocalStorage<{ error?: unknown }>();
/** Messages of users-permissions that do not name the field. */
const taken = new Map([
  ['Username already taken', 'username'],
  ['Email already taken', 'email'],
]);
/** Columns that clients cannot write in any other type of Strapi. */
const ownColumns = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy']);
const bodies = z.record(z.string(), z.unknown());
const invalid = z.object({
  details: z.object({ errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })).min(1) }),
});

/** What users-permissions misses in a form, as rules that the panel has in its own language. It requires a role, always. */
function missingIn(error: unknown): ValidationIssue[] {
  const issues = invalid.safeParse(error).data?.details.errors ?? [];
  const isMissing = issues.every(
    ({ path, message }) => path[0] === 'role' || message.endsWith('is a required field'),
  );
  return isMissing ? issues.map(({ path: [field = ''] }) => issueOf([field], { key: 'required' })) : [];
}

/** Runs a write of an account, and records its error for `answerWriteErrors`. */
export async function recordError<T>(write: () => Promise<T>): Promise<T> {
  const operation = writing.getStore();
  // A write is repeated after a deadlock.
  if (operation) delete operation.error;
  try {
    return await write();
  } catch (error) {
    if (operation) operation.error = error;
    throw error;
  }
}

/**
 * Makes the panel, REST and GraphQL answer with the original error when a member is created or changed. users-permissions
 * answers with its message only, as a 400: a refusal loses its fields, and a database error exposes the SQL with the password's
 * hash (https://github.com/strapi/strapi/blob/v5.54.0/packages/plugins/users-permissions/server/controllers/user.js). Ignores
 * an `id` and the like, as Strapi's other types do.
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
          if (field) refuseFor([issueOf([field], { key: 'account-taken' })]);
          refuseFor(missingIn(error));
          throw operation.error ?? error;
        }
      });
}
