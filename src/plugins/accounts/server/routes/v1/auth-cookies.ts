import { HttpError } from '../../../../../http/errors';
import type { ResultCookie } from '../../../../../http/results';
import type { RawRequest } from '../../../../../http/route';

const name = 'club_refresh';
const deviceName = 'club_device';
/** Goes to the files of gated entries alone (patreon/server/routes/v1.ts). */
export const fileCookieName = 'club_files';
const year = 365 * 24 * 60 * 60_000;

/**
 * The cookies that keep a member's refresh token, and that they have signed in with this browser. They go to the routes of `/auth`
 * alone; another, which opens nothing else, to the files of gated entries. All go over https only where the club is reached by https
 * (middlewares/limits.ts).
 */
export function createAuthCookies({
  publicUrl,
  origins,
  lifespanMs,
}: {
  publicUrl: string;
  origins: readonly string[];
  lifespanMs: number;
}) {
  const { pathname: path, origin: ownOrigin } = new URL(`${publicUrl}/api/v1/auth`);
  const options = {
    path,
    httpOnly: true,
    sameSite: 'strict',
  } as const;
  const forFiles = { ...options, path: new URL(`${publicUrl}/api/v1/support/files`).pathname };
  const allowed = new Set([ownOrigin, ...origins]);

  function requireOwnPage({ headers: { origin } }: Pick<RawRequest, 'headers'>): void {
    if (origin !== undefined && !allowed.has(origin))
      throw new HttpError(403, `Pages of ${origin} may not do this`);
  }

  return {
    of: (token: string): ResultCookie => ({ name, value: token, maxAge: lifespanMs, ...options }),
    ofDevice: (token: string): ResultCookie => ({ name: deviceName, value: token, maxAge: year, ...options }),
    ofFiles: (token: string): ResultCookie => ({
      name: fileCookieName,
      value: token,
      maxAge: lifespanMs,
      ...forFiles,
    }),
    readDevice: ({ cookie }: Pick<RawRequest, 'cookie'>): string => cookie(deviceName) ?? '',
    cleared: [
      { name, value: null, ...options },
      { name: fileCookieName, value: null, ...forFiles },
    ] satisfies ResultCookie[],

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
