import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json, noContent } from '../../../../../http/results';
import { defineRoute, type Member } from '../../../../../http/route';
import { one, timestamp } from '../../../../../http/schemas';
import type { AccountsConfig } from '../../config';
import { accountsService } from '../../services';
import type { ActiveSession } from '../../services/sessions';
import { emailChange, passwordChange, refuse, requireGoodPassword, requireMail } from './auth-bodies';
import { requirePassword } from './own-password';

const tag = 'Accounts';

const sessionSchema = z
  .strictObject({
    id: z.string(),
    current: z.boolean().describe('Whether it is the one that asks'),
    user_agent: z.string().nullable(),
    signed_in_at: timestamp,
    last_used_at: timestamp.describe('When it was last refreshed'),
    expires_at: timestamp.describe('Unless it is refreshed before'),
  })
  .meta({ id: 'Session' });
type SessionView = z.infer<typeof sessionSchema>;

const toSession = (session: ActiveSession, current: string | null): SessionView => ({
  id: session.deviceId,
  current: session.deviceId === current,
  user_agent: session.userAgent,
  signed_in_at: session.signedInAt.toISOString(),
  last_used_at: session.lastUsedAt.toISOString(),
  expires_at: session.expiresAt.toISOString(),
});

const message = z.strictObject({ message: z.string() });

/** A member's password, address and sessions. */
export function accountRoutes(strapi: Core.Strapi) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const service = () => accountsService(strapi);

  const ownSignIn = async ({ id, sessionId }: Member): Promise<string | null> =>
    sessionId === null ? null : service().sessions.signInOf(String(id), sessionId);

  return [
    defineRoute({
      method: 'PUT',
      path: '/user/password',
      tag,
      summary: 'Changes the password, and ends all other sessions',
      access: 'member',
      body: passwordChange,
      responses: { 200: one(message) },
      rateLimit: { points: 10, seconds: 60 },
      handle: async ({ body, member }) => {
        const row = await requirePassword(strapi, member, body.current_password, 'current_password');
        requireGoodPassword(body.password, row);
        if (!(await service().changes.changePassword(row, body.password, await ownSignIn(member))))
          throw new HttpError(401, 'Sign in again');
        return json({ message: 'The new password is saved. All other devices are signed out.' });
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/user/email',
      tag,
      summary: 'Asks to change the e-mail address. Both are told; it changes once the new one is confirmed',
      access: 'member',
      body: emailChange,
      failures: { 503: 'The club sends no mail' },
      responses: { 200: one(message) },
      rateLimit: { points: 10, seconds: 600 },
      handle: async ({ body, member }) => {
        requireMail(config);
        const row = await requirePassword(strapi, member, body.password, 'password');
        if (row.email === body.email) refuse({ email: ['is your address already'] });
        const mayMail = await service().attempts.mayMail('change-email', body.email);
        if (!(await service().changes.requestEmail(row, body.email, mayMail)))
          throw new HttpError(401, 'Sign in again');
        return json({
          message: `We have sent a mail to ${body.email}. Open the link in it within 24 hours.`,
        });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/auth/sessions',
      tag,
      summary: "The member's sign-ins that have not ended, the last used first",
      access: 'member',
      responses: { 200: one(z.array(sessionSchema)) },
      handle: async ({ member, now }) => {
        const current = await ownSignIn(member);
        const found = await service().sessions.list(String(member.id), now.getTime());
        return json(found.map((session) => toSession(session, current)));
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/auth/sessions/:id',
      tag,
      summary: 'Ends one of them, at once',
      access: 'member',
      params: z.object({ id: z.string().max(64, 'Session not found') }),
      responses: { 204: null },
      rateLimit: { points: 60, seconds: 60 },
      handle: async ({ params: { id }, member, now }) => {
        const { sessions } = service();
        const found = await sessions.list(String(member.id), now.getTime());
        if (!found.some(({ deviceId }) => deviceId === id))
          throw new HttpError(404, `Session '${id}' not found`);
        await sessions.endSignIn(String(member.id), id);
        return noContent();
      },
    }),
  ];
}
