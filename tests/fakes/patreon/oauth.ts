// OAuth as Patreon has it (https://docs.patreon.com/#oauth): codes and tokens that are good once.
import { randomBytes } from 'node:crypto';
import { fieldsOf, type Answer } from '../remote/http';
import { refuseGrant } from './errors';
import type { FakeUser, PatreonRequest, PatreonState } from './state';

export const secretText = (): string => randomBytes(24).toString('base64url');

/** The page on which somebody allows the club to know who they are; whoever is there has decided already. */
export function authorize({ query }: PatreonRequest, fake: PatreonState): Answer {
  const redirect = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== fake.client.id || query.get('response_type') !== 'code')
    return { status: 400, body: '<!DOCTYPE html><title>Invalid client</title>' };
  const location = new URL(redirect);
  location.searchParams.set('state', query.get('state') ?? '');
  const user = fake.users.get(fake.visitor ?? '');
  if (user) {
    const code = secretText();
    fake.codes.set(code, { user, redirect });
    location.searchParams.set('code', code);
  } else location.searchParams.set('error', 'access_denied');
  return { status: 302, headers: { location: location.href } };
}

export function giveTokens({ body }: PatreonRequest, fake: PatreonState): Answer {
  const asked = fieldsOf(body);
  if (asked['client_id'] !== fake.client.id || asked['client_secret'] !== fake.client.secret)
    return { status: 401, body: { error: 'invalid_client' } };
  const owner = asked['grant_type'] === 'refresh_token' ? refreshed(asked, fake) : exchanged(asked, fake);
  const [accessToken, refreshToken] = [secretText(), secretText()];
  fake.access.set(accessToken, owner);
  fake.refresh.set(refreshToken, owner);
  return {
    status: 200,
    body: {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: 2_678_400,
      scope: 'identity identity[email]',
      token_type: 'Bearer',
      version: '0.0.1',
    },
  };
}

function refreshed(asked: Record<string, unknown>, fake: PatreonState): 'creator' | FakeUser {
  const token = String(asked['refresh_token']);
  const owner = fake.refresh.get(token);
  if (!owner) return refuseGrant();
  // Once: neither of the pair is good any more.
  fake.refresh.delete(token);
  for (const [access, whose] of fake.access) if (whose === owner) fake.access.delete(access);
  return owner;
}

function exchanged(asked: Record<string, unknown>, fake: PatreonState): FakeUser {
  const code = String(asked['code']);
  const found = fake.codes.get(code);
  fake.codes.delete(code);
  if (!found || found.redirect !== asked['redirect_uri']) return refuseGrant();
  return found.user;
}
