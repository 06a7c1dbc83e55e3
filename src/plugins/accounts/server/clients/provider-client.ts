import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
} from 'openid-client';
import type { ProviderProfile } from '../domain/provider-profile';
import type { Dialect } from './dialects';
import { judgeErrors } from './provider-error';

/** What a sign-in that has begun is checked against when the browser comes back. */
export interface Checks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Providers change their addresses hardly ever, and announce it. */
const configurationMs = 60 * 60_000;
/** A provider, as far as signing in goes. @param now milliseconds since 1970 */
export function createProviderClient(dialect: Dialect, redirectUri: string, now: () => number) {
  const { scope, hasIdToken, hasPkce } = dialect;
  let kept: { configuration: Promise<Configuration>; until: number } | null = null;

  /** Concurrent calls share one; one that fails is not kept. */
  async function configuration(): Promise<Configuration> {
    if (kept && kept.until > now()) return kept.configuration;
    const made = dialect.configure();
    const current = { configuration: made, until: now() + configurationMs };
    kept = current;
    try {
      return await made;
    } catch (error) {
      if (kept === current) kept = null;
      throw error;
    }
  }

  return {
    /** Where the keys of its tokens are, and what it calls itself in them. @throws ProviderError */
    metadata: () => judgeErrors(async () => (await configuration()).serverMetadata()),

    /** The page where people sign in. @throws ProviderError */
    authorizationUrl: ({ state, nonce, codeVerifier }: Checks): Promise<URL> =>
      judgeErrors(async () =>
        buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope,
          state,
          ...(hasIdToken && { nonce }),
          ...(hasPkce && {
            code_challenge: await calculatePKCECodeChallenge(codeVerifier),
            code_challenge_method: 'S256',
          }),
        }),
      ),

    /** Who has signed in there. @param query what the browser came back with. @throws ProviderError */
    profile: (query: URLSearchParams, { state, nonce, codeVerifier }: Checks): Promise<ProviderProfile> =>
      judgeErrors(async () => {
        const url = new URL(redirectUri);
        url.search = query.toString();
        const current = await configuration();
        const tokens = await authorizationCodeGrant(current, url, {
          expectedState: state,
          ...(hasIdToken && { expectedNonce: nonce }),
          ...(hasPkce && { pkceCodeVerifier: codeVerifier }),
        });
        return dialect.read(current, tokens);
      }),
  };
}
export type ProviderClient = ReturnType<typeof createProviderClient>;
