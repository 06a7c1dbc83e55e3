import { timingSafeEqual } from 'node:crypto';
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { googleProfile, type ProviderProfile } from '../domain/provider-profile';
import type { ProviderClient } from './provider-client';
import { judgeErrors, ProviderError } from './provider-error';
import type { ProviderFetch } from './provider-fetch';

const claims = z.object({ nonce: z.string(), exp: z.number() });

/** Of any length, in a time that does not tell where they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Checks ID tokens that a browser got from Google itself (One Tap), where nothing else says that they are Google's. */
export function createIdTokenVerifier({
  client,
  clientId,
  fetch,
  now,
}: {
  client: Pick<ProviderClient, 'metadata'>;
  clientId: string;
  fetch: ProviderFetch;
  now: () => number;
}) {
  let kept: { address: string; keys: JWTVerifyGetKey } | null = null;

  /** jose keeps Google's keys for ten minutes, and asks again for one that it does not know, twice a minute at most. */
  function keysAt(address: string): JWTVerifyGetKey {
    if (kept?.address !== address)
      kept = { address, keys: createRemoteJWKSet(new URL(address), { [customFetch]: fetch }) };
    return kept.keys;
  }

  /** @throws ProviderError for a token that is not good, was made for somebody else, or cannot be checked now */
  return (idToken: string, nonce: string): Promise<{ profile: ProviderProfile; expiresAt: number }> =>
    judgeErrors(async () => {
      const { issuer, jwks_uri } = await client.metadata();
      if (jwks_uri === undefined) throw new ProviderError('provider_refused', 'it publishes no keys');
      try {
        const { payload } = await jwtVerify(idToken, keysAt(jwks_uri), {
          // Google's tokens have had either: https://developers.google.com/identity/gsi/web/guides/verify-google-id-token
          issuer: [issuer, new URL(issuer).host],
          audience: clientId,
          algorithms: ['RS256'],
          requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
          clockTolerance: 30,
          currentDate: new Date(now()),
        });
        const { nonce: stated, exp } = claims.parse(payload);
        if (!isSame(stated, nonce)) throw new ProviderError('provider_refused', 'the nonce is another');
        return { profile: googleProfile(payload), expiresAt: exp * 1000 };
      } catch (error) {
        if (error instanceof errors.JWKSTimeout)
          throw new ProviderError('provider_unavailable', 'its keys do not come', { cause: error });
        if (error instanceof errors.JOSEError)
          throw new ProviderError('provider_refused', error.message, { cause: error });
        throw error;
      }
    });
}
