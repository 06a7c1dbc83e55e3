import { HttpError } from '../../../../../http/errors';
import type { ResultCookie } from '../../../../../http/results';
import type { RawRequest } from '../../../../../http/route';

const name = 'club_refresh';

/**
 * The cookie that keeps a member's refresh token. It goes to the routes of `/auth` alone, and over https only where the club is reached
 * by https (middlewares/limits.ts).
 */
export function createRefreshCookie({
  publicUrl,
  origins,
  lifespanMs,
}: {
  publicUrl: string;
  origins: readonly string[];
  lifespanMs: number;
}) {
  const { pathname, origin: ownOrigin } = new URL(publicUrl);
  const options = {
    path: `${pathname.replace(/\/$/, '')}/api/v1/auth`,
    httpOnly: true,
    sameSite: 'strict',
  } as const;
  const allowed = new Set([ownOrigin, ...origins]);

  function requireOwnPage({ headers: { origin } }: Pick<RawRequest, 'headers'>): void {
    if (origin !== undefined && !allowed.has(origin))
      throw new HttpError(403, `Pages of ${origin} may not do this`);
  }

  return {
    of: (token: string): ResultCookie => ({ name, value: token, maxAge: lifespanMs, ...options }),
    cleared: { name, value: null, ...options } satisfies ResultCookie,

    /**
     * Refuses pages of other origins, for what a cookie allows.
     * @throws HttpError 403
     */
    requireOwnPage,

    /**
     * SameSite keeps other sites from sending the cookie, but not another host of the same site.
     * @throws HttpError 403 for a page of an origin that is not listed
     */
    read({ cookie, headers }: Pick<RawRequest, 'cookie' | 'headers'>): string | undefined {
      requireOwnPage({ headers });
      return cookie(name);
    },
  };
}
