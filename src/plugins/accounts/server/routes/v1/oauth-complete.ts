import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { one } from '../../../../../http/schemas';
import { ProviderError } from '../../clients/provider-error';
import type { AccountsConfig } from '../../config';
import { accountsService } from '../../services';
import type { Completed } from '../../services/oauth';
import { busyAs429, given, optionalEmail, refuse, requireMail, tooMany } from './auth-bodies';
import { logProviderError } from './oauth';
import { createOauthCookies } from './oauth-cookies';
import { signInRefusals, createSignedIn, signedIn } from './signed-in';

const tag = 'Accounts';

const idTokenBody = z.strictObject({
  id_token: z.string('must be a text').min(1, 'must not be empty').max(8192, 'is too long'),
  nonce: given.describe('What the page gave Google to put into the token'),
});
const completionBody = z.strictObject({
  email: optionalEmail.describe("Without it, the provider's"),
  password: given.optional().describe('Of the account with that address; without it, a mail is sent there'),
});
const completed = z.union([one(signedIn), one(z.strictObject({ message: z.string() }))]);

const expired = 'Too much time has passed, or this sign-in has ended. Begin it again';
const needed = ['is needed: the provider gives none that it has verified'];

/** @throws HttpError for whoever may not sign in */
function refuseCompletion(refusal: Exclude<Completed, { outcome: 'signed in' }>): never {
  switch (refusal.outcome) {
    case 'wrong':
      throw new HttpError(401, 'Wrong address or password');
    case 'wait':
      throw tooMany(refusal.seconds);
    case 'blocked':
    case 'unconfirmed':
      throw new HttpError(403, signInRefusals[refusal.outcome]);
    case 'expired':
      throw new HttpError(401, expired);
    case 'no address':
      return refuse({ email: needed });
    case 'identity_taken':
      throw new HttpError(409, 'Another member signs in with this account');
    case 'other_identity_linked':
      throw new HttpError(409, 'This member signs in with another account of the same provider');
  }
}

/** What a page asks for that is not sent to a provider: Google's own token, and what a provider did not say. */
export function oauthCompletionRoutes(strapi: Core.Strapi) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const service = () => accountsService(strapi);
  const cookies = createOauthCookies(config);
  const { cookie: authCookies, signIn } = createSignedIn(strapi);

  /** @throws HttpError 400 for a token that is not good; 404; 503 */
  async function verified(idToken: string, nonce: string) {
    const { verifyIdToken } = service().providers;
    if (!verifyIdToken) throw new HttpError(404, 'Sign-in with Google is not set up');
    try {
      return await verifyIdToken(idToken, nonce);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      logProviderError(strapi, 'google', error);
      if (error.code === 'provider_unavailable')
        throw new HttpError(503, 'Google cannot be reached. Try again soon', {
          headers: { 'Retry-After': '10' },
        });
      return refuse({ id_token: ['is not valid'] });
    }
  }

  return [
    defineRoute({
      method: 'POST',
      path: '/auth/google/id-token',
      tag,
      summary:
        'Signs in with an ID token that the page got from Google (One Tap). Each works once. ' +
        '409 where an address or a password is asked for: `POST /auth/oauth/complete`',
      access: 'public',
      body: idTokenBody,
      failures: {
        403: 'The account is blocked or not confirmed',
        404: 'Not set up',
        409: 'One more step is needed',
        503: 'Google cannot be reached',
      },
      responses: { 200: one(signedIn) },
      rateLimit: { points: 30, seconds: 60 },
      handle: async ({ body, headers, language, now }) => {
        authCookies.requireOwnPage({ headers });
        const { profile, expiresAt } = await verified(body.id_token, body.nonce);
        const idToken = { token: body.id_token, expiresAt };
        const arrived = await service().oauth.arrive({ profile, language }, now.getTime(), idToken);
        switch (arrived.outcome) {
          case 'signed in':
            return signIn(arrived.member, { headers, now });
          case 'blocked':
          case 'unconfirmed':
            throw new HttpError(403, signInRefusals[arrived.outcome]);
          case 'expired':
            return refuse({ id_token: ['has been used'] });
          case 'address_taken':
            throw new HttpError(409, 'The account with this address is signed in to with another account');
          case 'email_required':
          case 'password_required':
            throw new HttpError(409, 'One more step is needed to sign in', {
              issues: { [arrived.outcome === 'email_required' ? 'email' : 'password']: ['is needed'] },
              cookies: [cookies.pending(arrived.token)],
            });
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/auth/oauth/complete',
      tag,
      summary:
        'Goes on after `oauth=email_required` or `password_required`, by the cookie that came with it. With a password: links the ' +
        'account, and answers as a sign-in. Without: sends a mail, whether the address has an account or not',
      access: 'public',
      body: completionBody,
      failures: {
        401: 'Begin again, or a wrong password',
        403: 'The account is blocked or not confirmed',
        409: 'Linked to somebody else',
        503: 'The club sends no mail',
      },
      responses: { 200: completed },
      rateLimit: { points: 10, seconds: 600 },
      handle: async ({ body: { email, password }, headers, cookie, address, now }) => {
        authCookies.requireOwnPage({ headers });
        const token = cookies.readPending({ cookie });
        if (token === undefined) throw new HttpError(401, expired);
        const { oauth } = service();
        if (password !== undefined) {
          const knownMember = service().sessions.deviceOf(authCookies.readDevice({ cookie }));
          const given = { email, password, address, knownMember };
          const result = await busyAs429(() => oauth.completeByPassword(token, given, now.getTime()));
          if (result.outcome !== 'signed in') refuseCompletion(result);
          return signIn(result.member, { headers, now }, [cookies.clearedPending]);
        }
        requireMail(config);
        const outcome = await oauth.completeByMail(token, email, now.getTime());
        if (outcome === 'password_required') refuse({ password: ['is needed'] });
        if (outcome !== 'sent') refuseCompletion({ outcome });
        return json({ message: 'We have sent a mail to this address. Open the link in it within 24 hours.' });
      },
    }),
  ];
}
