// Google's OAuth token endpoint for service accounts:
// https://developers.google.com/identity/protocols/oauth2/service-account#httprest (the claims, at most an hour,
// the answer). The words of `invalid_grant` and `invalid_scope` as people reported them
// (https://github.com/googleapis/google-cloud-python/issues/10004,
// https://github.com/googleapis/google-api-php-client/issues/1501).
// Ours: that a clock may be five minutes off, and that the fake's own address is an audience too.
import { randomBytes, verify, type KeyObject } from 'node:crypto';
import { fieldsOf, Refusal, type Answer } from '../remote/http';
import type { Clock } from '../remote/remote';

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const realAudience = 'https://oauth2.googleapis.com/token';
const toleranceSeconds = 5 * 60;
const longestSeconds = 60 * 60;
const scopePrefix = 'https://www.googleapis.com/auth/';

export interface ServiceAccount {
  email: string;
  /** What assertions are verified with. Another key in its place is a key that was deleted. */
  publicKey: KeyObject;
}

export interface AccessToken {
  /** Milliseconds since 1970 by the remote's clock. */
  expiresAt: number;
  scopes: string[];
}

export interface TokenContext {
  clock: Clock;
  account: ServiceAccount;
  /** Where this endpoint is, as the club knows it. */
  tokenUrl: string;
  lifetimeSeconds: number;
  accessTokens: Map<string, AccessToken>;
}

/** Exchanges a signed assertion for a bearer token. */
export function grantToken(body: unknown, context: TokenContext): Answer {
  const form = fieldsOf(body);
  if (form.grant_type !== grantType) throw refused('unsupported_grant_type', 'Invalid grant_type.');
  const claims = verifiedClaims(String(form.assertion), context);
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [''];
  if (!scopes.every((scope) => scope.startsWith(scopePrefix))) {
    throw refused('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  }
  const token = `ya29.fake-${randomBytes(16).toString('hex')}`;
  const { accessTokens, clock, lifetimeSeconds } = context;
  accessTokens.set(token, { expiresAt: clock.now().getTime() + lifetimeSeconds * 1000, scopes });
  return {
    status: 200,
    body: { access_token: token, expires_in: lifetimeSeconds, token_type: 'Bearer' },
  };
}

function verifiedClaims(
  assertion: string,
  { account, clock, tokenUrl }: TokenContext,
): Record<string, unknown> {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const claims = decode(payload);
  if (claims.iss !== account.email) throw refused('invalid_grant', 'Invalid grant: account not found');
  const signed = Buffer.from(`${header}.${payload}`);
  const isGenuine =
    decode(header).alg === 'RS256' &&
    verify('RSA-SHA256', signed, account.publicKey, Buffer.from(signature, 'base64url'));
  if (!isGenuine) throw refused('invalid_grant', 'Invalid JWT Signature.');
  if (claims.aud !== realAudience && claims.aud !== tokenUrl) {
    throw refused('invalid_grant', 'Invalid JWT: Failed audience check.');
  }
  const now = clock.now().getTime() / 1000;
  const { iat, exp } = claims;
  const isTimely =
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    iat <= now + toleranceSeconds &&
    exp >= now - toleranceSeconds &&
    exp - iat <= longestSeconds;
  if (!isTimely) {
    throw refused(
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  }
  return claims;
}

function decode(part: string): Record<string, unknown> {
  try {
    return fieldsOf(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}

const refused = (error: string, description: string): Refusal =>
  new Refusal({ status: 400, body: { error, error_description: description } });
