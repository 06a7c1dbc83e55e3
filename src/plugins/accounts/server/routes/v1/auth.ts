import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { created, json, noContent } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { one } from '../../../../../http/schemas';
import type { AccountsConfig } from '../../config';
import { accountsService } from '../../services';
import {
  busyAs429,
  credentials,
  emailBody,
  newPassword,
  refuse,
  registration,
  requireGoodPassword,
  requireMail,
  tokenBody,
  tooMany,
} from './auth-bodies';
import { ownLane } from './own-password';
import { signInRefusals, createSignedIn, signedIn } from './signed-in';

const tag = 'Accounts';

const message = z.strictObject({ message: z.string().describe('A sentence for the member') });
const refreshed = signedIn.omit({ user: true });

const badToken = 'is not valid: it has expired, has been used, or is not complete. Ask for another mail';
const takenName = 'has been taken by somebody else meanwhile. Register again with another one';
/** Says nothing of the account: a registration that is not confirmed is none yet. */
const wrong = 'Wrong name, address or password. If you have just registered, open the link in our mail first';
const takenAddress = 'belongs to an address that has an account meanwhile. Sign in with that';

/** Signing up, in and out. What belongs to a signed-in member's account is in `account.ts`. */
export function authRoutes(strapi: Core.Strapi) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const { lifespans } = accountsService(strapi).sessions;
  const service = () => accountsService(strapi);
  const { cookie, cookiesOf, signIn } = createSignedIn(strapi);
  const expires_in = lifespans().accessTokenLifespan;

  /** Asks for a mail, whether there is somebody to write to or not. @param sent what the answer says */
  const mailRoute = ({
    kind,
    sent,
    ...route
  }: {
    path: string;
    summary: string;
    kind: 'resend' | 'forgot';
    sent: string;
  }) =>
    defineRoute({
      method: 'POST',
      tag,
      ...route,
      access: 'public',
      body: emailBody,
      failures: { 503: 'The club sends no mail' },
      responses: { 200: one(message) },
      rateLimit: { points: 10, seconds: 600 },
      handle: async ({ body: { email } }) => {
        requireMail(config);
        if (await service().attempts.mayMail(kind, email)) await service().requestMail({ kind, email });
        return json({ message: sent });
      },
    });

  return [
    defineRoute({
      method: 'POST',
      path: '/auth/register',
      tag,
      summary:
        'Asks for an account. A mail confirms the address; the answer is the same for one that has an account',
      access: 'public',
      body: registration,
      failures: { 409: 'The user name is taken', 503: 'The club sends no mail' },
      responses: { 201: one(message) },
      rateLimit: { points: 10, seconds: 600 },
      handle: async ({ body, language: chosen, now }) => {
        requireMail(config);
        requireGoodPassword(body.password, body);
        const values = { ...body, language: body.language ?? chosen };
        const mayMail = await service().attempts.mayMail('register', body.email);
        if (!(await service().changes.register(values, mayMail, now.getTime())))
          throw new HttpError(409, 'This user name is taken', { issues: { username: ['is already taken'] } });
        const sent = `We have sent a mail to ${body.email}. Open the link in it within 24 hours.`;
        return created({ message: sent }, '/auth/verify-email');
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/auth/login',
      tag,
      summary: 'Signs in. The refresh token comes as an httpOnly cookie',
      access: 'public',
      body: credentials,
      failures: { 401: 'A wrong name, address or password', 403: 'The account is blocked or not confirmed' },
      responses: { 200: one(signedIn) },
      rateLimit: { points: 30, seconds: 60 },
      handle: async ({ body, headers, address, cookie: cookieOf, now }) => {
        const knownMember = service().sessions.deviceOf(cookie.readDevice({ cookie: cookieOf }));
        const credentials = { ...body, address, knownMember };
        const result = await busyAs429(() => service().signIn(credentials));
        if (result.outcome === 'signed in') return signIn(result.member, { headers, now });
        if (result.outcome === 'wrong') throw new HttpError(401, wrong);
        if (result.outcome === 'wait') throw tooMany(result.seconds);
        throw new HttpError(403, signInRefusals[result.outcome]);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/auth/refresh',
      tag,
      summary:
        'A new access token, and a new refresh token in the cookie. A refresh token used twice ends its sign-in',
      access: 'public',
      failures: { 401: 'Sign in again', 403: 'Not from a page of this origin' },
      responses: { 200: one(refreshed) },
      rateLimit: { points: 60, seconds: 60 },
      handle: async (request) => {
        const token = cookie.read(request);
        const opened =
          token === undefined ? null : await service().sessions.rotate(token, request.now.getTime());
        if (!opened) throw new HttpError(401, 'Sign in again', { cookies: cookie.cleared });
        return json({ access_token: opened.accessToken, expires_in }, { cookies: cookiesOf(opened) });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/auth/logout',
      tag,
      summary:
        'Ends the sign-in of the cookie, or of the access token where there is none. Also works when they have expired',
      access: 'public',
      failures: { 403: 'Not from a page of this origin' },
      responses: { 204: null },
      rateLimit: { points: 60, seconds: 60 },
      handle: async (request) => {
        const token = cookie.read(request);
        if (token !== undefined) await service().sessions.endByRefreshToken(token);
        const [, bearer] = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
        if (bearer !== undefined) await service().sessions.endByAccessToken(bearer);
        return noContent({ cookies: cookie.cleared });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/auth/verify-email',
      tag,
      summary:
        'Confirms an address, new or changed, by the token of the mail. Only a POST does: programs that scan mails open links',
      access: 'public',
      body: tokenBody,
      responses: { 200: one(message) },
      rateLimit: { points: 30, seconds: 60 },
      handle: async ({ body, now }) => {
        const outcome = await service().changes.confirmEmail(body.token, now.getTime());
        if (outcome === 'name taken') refuse({ username: [takenName] });
        if (outcome !== 'done') refuse({ token: [outcome === 'taken' ? takenAddress : badToken] });
        return json({ message: 'The address is confirmed.' });
      },
    }),
    mailRoute({
      path: '/auth/resend-verification',
      summary: 'Asks for another mail that confirms an address. The answer is the same for every address',
      kind: 'resend',
      sent: 'If this address waits for its confirmation, a mail is on its way.',
    }),
    mailRoute({
      path: '/auth/forgot-password',
      summary: 'Asks for a mail to choose a new password. The answer is the same for every address',
      kind: 'forgot',
      sent: 'If this address has an account, a mail is on its way.',
    }),
    defineRoute({
      method: 'POST',
      path: '/auth/reset-password',
      tag,
      summary: 'Sets a new password by the token of the mail, and signs the member out everywhere',
      access: 'public',
      body: newPassword,
      responses: { 200: one(message) },
      rateLimit: { points: 30, seconds: 60 },
      handle: async ({ body: { token, password }, address, now }) => {
        const { changes, attempts } = service();
        const owner = await changes.ownerOf(token, now.getTime());
        if (!owner) refuse({ token: [badToken] });
        requireGoodPassword(password, owner);
        const outcome = await changes.resetPassword(token, owner, password, now.getTime());
        if (outcome !== 'done') refuse({ token: [badToken] });
        // Who has forgotten it has tried it before, and would have to wait with the new one.
        for (const account of [owner.email, owner.username]) await attempts.succeed(account, address);
        await attempts.succeed(ownLane(owner.documentId), '');
        return json({ message: 'The new password is saved. Sign in with it.' });
      },
    }),
  ];
}
