import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json, type ResultCookie } from '../../../../../http/results';
import type { RequestContext } from '../../../../../http/route';
import { language } from '../../../../../http/schemas';
import type { AccountsConfig } from '../../config';
import { accountsService } from '../../services';
import type { MemberRow } from '../../services/members';
import type { OpenSession } from '../../services/sessions';
import { createAuthCookies } from './auth-cookies';

export const signedIn = z.strictObject({
  access_token: z.string().describe('For `Authorization: Bearer …`'),
  expires_in: z.int().describe('Seconds until the access token ends; refresh before then'),
  user: z.strictObject({
    id: z.string(),
    username: z.string(),
    email: z.string(),
    language,
  }),
});

/** What keeps somebody out who has shown who they are. */
export const signInRefusals = {
  blocked: 'This account is blocked. Write to the staff of the club',
  unconfirmed: 'This account is not confirmed yet. Open the link in our mail, or ask for another one',
} as const;

type SessionContext = Pick<RequestContext<never, never, never>, 'headers' | 'now'>;

/** Opens sessions for members who have shown who they are, whichever way. */
export function createSignedIn(strapi: Core.Strapi) {
  const config = strapi.config.get<AccountsConfig>('plugin::accounts');
  const { sessions, fileCookies } = accountsService(strapi);
  const { lifespans } = sessions;
  const cookie = createAuthCookies({ ...config, lifespanMs: lifespans().idleRefreshTokenLifespan * 1000 });

  /** @throws HttpError 401 for a member who has been blocked, or has got another password, meanwhile */
  async function open(member: MemberRow, { headers, now }: SessionContext): Promise<OpenSession> {
    const opened = await sessions.open(member, headers['user-agent'], now.getTime());
    if (!opened) throw new HttpError(401, 'Sign in again');
    return opened;
  }

  /** The cookies of a session, new or refreshed. */
  function cookiesOf({ refreshToken }: OpenSession): ResultCookie[] {
    const files = fileCookies.tokenFor(refreshToken);
    return [cookie.of(refreshToken), ...(files === null ? [] : [cookie.ofFiles(files)])];
  }

  return {
    cookie,
    cookiesOf,

    /** @returns the cookies of the new session, for an answer that can carry no access token */
    openCookies: async (member: MemberRow, { headers, now }: SessionContext): Promise<ResultCookie[]> => {
      const opened = await open(member, { headers, now });
      return [...cookiesOf(opened), cookie.ofDevice(sessions.signDevice(member.documentId))];
    },

    /** The answer to a sign-in. @param cookies to set besides */
    signIn: async (
      member: MemberRow,
      { headers, now }: SessionContext,
      cookies: readonly ResultCookie[] = [],
    ) => {
      const opened = await open(member, { headers, now });
      const { documentId: id, username, email } = member;
      return json(
        {
          access_token: opened.accessToken,
          expires_in: lifespans().accessTokenLifespan,
          user: { id, username, email, language: member.language },
        },
        { cookies: [...cookiesOf(opened), cookie.ofDevice(sessions.signDevice(id)), ...cookies] },
      );
    },
  };
}
