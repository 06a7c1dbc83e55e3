import type { ResultCookie } from '../../../../../http/results';
import type { RequestContext } from '../../../../../http/route';
import { flowLifetimes } from '../../services/oauth-flows';

type Cookies = Pick<RequestContext<never, never, never>, 'cookie'>;

/**
 * The cookies that bind a sign-in with a provider to its browser. One a sign-in, so that two tabs do not disturb each other; `lax`,
 * since it is the provider's page that leads back.
 */
export function createOauthCookies({ publicUrl }: { publicUrl: string }) {
  const path = new URL(`${publicUrl}/api/v1/auth/oauth`).pathname;
  const begun = { path, httpOnly: true, sameSite: 'lax' } as const;
  const pending = { name: 'club_oauth_pending', path, httpOnly: true, sameSite: 'strict' } as const;
  const nameOf = (state: string): string => `club_oauth_${state.slice(0, 8)}`;

  return {
    begun: (state: string, secret: string): ResultCookie => ({
      ...begun,
      name: nameOf(state),
      value: secret,
      maxAge: flowLifetimes.authorization,
    }),
    readBegun: (state: string, { cookie }: Cookies): string | undefined => cookie(nameOf(state)),
    clearedBegun: (state: string): ResultCookie => ({ ...begun, name: nameOf(state), value: null }),

    pending: (token: string): ResultCookie => ({
      ...pending,
      value: token,
      maxAge: flowLifetimes.completion,
    }),
    readPending: ({ cookie }: Cookies): string | undefined => cookie(pending.name),
    clearedPending: { ...pending, value: null } satisfies ResultCookie,
  };
}
