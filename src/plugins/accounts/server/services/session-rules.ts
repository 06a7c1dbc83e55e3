import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { accountsService } from '.';

const account = z.object({ id: z.union([z.number(), z.string()]), documentId: z.string().optional() });
const written = z.object({
  blocked: z.boolean().nullish(),
  confirmed: z.boolean().nullish(),
  isActive: z.boolean().nullish(),
  password: z.string().nullish(),
});

const verified = z.object({ id: z.union([z.number(), z.string()]), sessionId: z.string().optional() });

interface JwtService {
  verify(token: string): Promise<unknown>;
}

/**
 * Adds indexes to Strapi's table of sessions, which each sign-in, refresh and authenticated request searches. Strapi
 * creates them at the next start.
 */
export function indexSessions(strapi: Core.Strapi): void {
  const type = strapi.contentType('admin::session');
  type.indexes = [
    ...(type.indexes ?? []),
    { name: 'strapi_sessions_session_id_idx', columns: ['session_id'] },
    { name: 'strapi_sessions_user_id_origin_idx', columns: ['user_id', 'origin'] },
  ];
}

/** Rejects access tokens whose session has ended: signing out invalidates them before they expire. */
export function requireLiveSessions(strapi: Core.Strapi): void {
  const jwt: JwtService = strapi.plugin('users-permissions').service('jwt');
  const verify = jwt.verify.bind(jwt);
  jwt.verify = async (token) => {
    const found = verified.parse(await verify(token));
    const { id, sessionId = '' } = found;
    if (!(await accountsService(strapi).sessions.isAlive(String(id), sessionId)))
      throw new Error('Invalid token.');
    return found;
  };
}

const accounts = [
  { model: 'plugin::users-permissions.user', origin: 'users-permissions' },
  { model: 'admin::user', origin: 'admin' },
] as const;

/**
 * Ends all sessions of an account that is blocked, deleted or given another password, from any source. Links in mails to a member are
 * worthless then too, and the member is told of a new password.
 */
export function endSessionsWithAccount(strapi: Core.Strapi): void {
  const { sessions, changes } = accountsService(strapi);
  for (const { model, origin } of accounts) {
    const end = async (result: unknown): Promise<void> => {
      const found = account.safeParse(result);
      if (found.success) await sessions.endAll(String(found.data.id), origin);
    };
    strapi.db.lifecycles.subscribe({
      models: [model],
      async afterUpdate({ result, params }) {
        const { data } = written.safeParse(params.data);
        const isShut = [data?.blocked === true, data?.confirmed === false, data?.isActive === false].some(
          Boolean,
        );
        const hasNewPassword = typeof data?.password === 'string';
        if (isShut || hasNewPassword) await end(result);
        const member = account.safeParse(result).data?.documentId;
        if (hasNewPassword && origin === 'users-permissions' && member !== undefined)
          await changes.passwordChanged(member);
      },
      afterDelete: ({ result }) => end(result),
    });
  }
}
