import { refreshCookie, v1Visitor } from '../support/accounts/v1-visitor';
import type { Club } from '../support/club';
import { begin, open, outcomeOf, signInThere } from '../support/oauth/browser';
import { somebody, startOauthClub, type OauthClub } from '../support/oauth/club';
import { forged, unsigned, type TestProvider } from '../support/oauth/providers';

let oauth: OauthClub<'google' | 'discord'>;
let club: Club;
let google: TestProvider;
let discord: TestProvider;
beforeAll(async () => {
  oauth = await startOauthClub(['google', 'discord']);
  club = oauth.club;
  ({ google, discord } = oauth.providers);
});
afterAll(() => oauth.stop());
afterEach(() => {
  google.reset();
  discord.reset();
});

const users = () => club.strapi.db.query('plugin::users-permissions.user');

describe('what comes back', () => {
  /** Nobody is signed in, and nothing is made. */
  async function refused(at: ReturnType<typeof v1Visitor>, address: string): Promise<string | null> {
    const before = await users().count();
    const answer = await open(at, address);
    expect([answer.status, at.cookies.has(refreshCookie)]).toEqual([302, false]);
    expect(await users().count()).toBe(before);
    return outcomeOf(answer);
  }

  it('is refused without a sign-in that has begun', async () => {
    google.as(somebody());
    const at = v1Visitor(club);
    expect(await refused(at, '/auth/oauth/google/callback')).toBe('expired');
    expect(await refused(at, '/auth/oauth/google/callback?code=1&state=made-up')).toBe('expired');
  });

  it('is refused with a state that is another', async () => {
    google.as(somebody());
    const at = v1Visitor(club);
    const address = new URL(await signInThere(await begin(at, 'google')));
    address.searchParams.set('state', `${address.searchParams.get('state')}x`);
    expect(await refused(at, address.href)).toBe('expired');
  });

  it('is refused in another browser, and spoils nothing', async () => {
    google.as(somebody());
    const at = v1Visitor(club);
    const address = await signInThere(await begin(at, 'google'));
    expect(await refused(v1Visitor(club), address)).toBe('expired');
    const other = v1Visitor(club);
    await begin(other, 'google');
    expect(await refused(other, address)).toBe('expired');
    const guessing = v1Visitor(club);
    for (const name of at.cookies.keys()) guessing.cookies.set(name, 'x'.repeat(43));
    expect(await refused(guessing, address)).toBe('expired');
    expect(outcomeOf(await open(at, address))).toBeNull();
  });

  it('is refused a second time', async () => {
    google.as(somebody());
    const at = v1Visitor(club);
    const address = await signInThere(await begin(at, 'google'));
    const kept = new Map(at.cookies);
    await open(at, address);
    const again = v1Visitor(club);
    for (const [name, value] of kept) again.cookies.set(name, value);
    expect(await refused(again, address)).toBe('expired');
  });

  it('is refused at another provider', async () => {
    google.as(somebody());
    discord.as({ id: '1', email: 'd@mail.test', verified: true });
    const at = v1Visitor(club);
    const address = await signInThere(await begin(at, 'google'));
    expect(await refused(at, address.replace('/google/', '/discord/'))).toBe('expired');
    expect(await refused(at, address)).toBe('expired');
  });

  it('is refused after ten minutes', async () => {
    google.as(somebody());
    const at = v1Visitor(club);
    const address = await signInThere(await begin(at, 'google'));
    await club.strapi.db.connection('account_oauth_flows').update({ expires_at: Date.now() - 1 });
    expect(await refused(at, address)).toBe('expired');
  });

  it.each<[string, () => void]>([
    ['without a signature', () => google.rewrite(unsigned)],
    ['with the signature of another', () => google.rewrite((token) => forged(token, { sub: 'subject-1' }))],
    ['for somebody else', () => google.claim({ aud: 'another-client' })],
    ['for several', () => google.claim({ aud: ['google-client', 'another-client'] })],
    ['by somebody else', () => google.claim({ iss: 'https://evil.test' })],
    ['with the nonce of another sign-in', () => google.claim({ nonce: 'another' })],
    ['that has expired', () => google.claim({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ['without a subject', () => google.claim({ sub: '' })],
    ['that is none', () => google.rewrite(() => 'a.b.c')],
  ])('is refused with a token %s', async (_, behave) => {
    google.as(somebody());
    behave();
    const at = v1Visitor(club);
    expect(await refused(at, await signInThere(await begin(at, 'google')))).toBe('provider_refused');
  });

  it.each([
    ['error', 'access_denied', 'cancelled'],
    ['error', 'server_error', 'provider_unavailable'],
    ['error', 'invalid_scope', 'provider_refused'],
    ['iss', 'https://evil.test', 'provider_refused'],
  ])('with %s=%s ends as %s', async (name, value, outcome) => {
    google.as(somebody());
    const at = v1Visitor(club);
    const address = new URL(await signInThere(await begin(at, 'google', '/news')));
    if (name === 'error') address.searchParams.delete('code');
    address.searchParams.set(name, value);
    expect(await refused(at, address.href)).toBe(outcome);
  });

  it('with a code for another sign-in is refused', async () => {
    google.as(somebody());
    const [at, other] = [v1Visitor(club), v1Visitor(club)];
    const address = new URL(await signInThere(await begin(at, 'google')));
    const stolen = new URL(await signInThere(await begin(other, 'google'))).searchParams.get('code') ?? '';
    address.searchParams.set('code', stolen);
    expect(await refused(at, address.href)).toBe('provider_refused');
  });
});
