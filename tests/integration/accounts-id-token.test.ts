import { randomUUID } from 'node:crypto';
import { refreshCookie, v1Visitor } from '../support/accounts/v1-visitor';
import { startClub, type Club } from '../support/club';
import { outcomeOf, signInWith } from '../support/oauth/browser';
import { somebody } from '../support/oauth/club';
import { forged, startProvider, unsigned, type TestProvider } from '../support/oauth/providers';

let google: TestProvider;
let club: Club;
beforeAll(async () => {
  google = await startProvider('google');
  club = await startClub({ env: google.settings });
});
afterAll(async () => {
  await club.stop();
});

/** As Google gives it to a page. */
const tokenOf = (claims: object, nonce: string): Promise<string> =>
  google.issuer.buildToken({
    scopesOrTransform: (_header, payload) =>
      void Object.assign(payload, { aud: google.clientId, nonce, jti: randomUUID() }, claims),
  });
const send = (id_token: string, nonce: string, at = v1Visitor(club), headers = {}) =>
  at.send('POST', '/auth/google/id-token', { id_token, nonce }, headers);
const users = () => club.strapi.db.query('plugin::users-permissions.user');

describe("Google's ID token", () => {
  it('signs in as `login` answers, to the account that the redirect signs in to', async () => {
    const person = somebody();
    const at = v1Visitor(club);
    const answer = await send(await tokenOf(person, 'n'), 'n', at);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      {
        data: {
          access_token: expect.any(String),
          expires_in: 900,
          user: { username: expect.stringMatching(/^person-/), email: person.email, language: 'en' },
        },
      },
    ]);
    expect(at.cookies.has(refreshCookie)).toBe(true);
    google.as(person);
    const other = v1Visitor(club);
    expect(outcomeOf(await signInWith(other, 'google'))).toBeNull();
    expect(await users().count({ where: { email: person.email } })).toBe(1);
    const { headers } = await other.refresh();
    const sessions = headers && (await other.send('GET', '/auth/sessions', undefined, headers));
    expect(sessions?.body).toMatchObject({ data: [{}, {}] });
  });

  it('may name its issuer without https://, as Google does', async () => {
    const iss = new URL(google.url).host;
    expect((await send(await tokenOf({ ...somebody(), iss }, 'n'), 'n')).status).toBe(200);
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, () => Promise<string>]>([
    ['without a signature', async () => unsigned(await tokenOf(somebody(), 'n'))],
    ['with the signature of another', async () => forged(await tokenOf(somebody(), 'n'), { sub: 'another' })],
    ['for somebody else', () => tokenOf({ ...somebody(), aud: 'another-client' }, 'n')],
    ['for nobody', () => tokenOf({ ...somebody(), aud: undefined }, 'n')],
    ['by somebody else', () => tokenOf({ ...somebody(), iss: 'https://evil.test' }, 'n')],
    ['that has expired', () => tokenOf({ ...somebody(), exp: now() - 60 }, 'n')],
    ['that never expires', () => tokenOf({ ...somebody(), exp: undefined }, 'n')],
    ['that is not valid yet', () => tokenOf({ ...somebody(), nbf: now() + 600 }, 'n')],
    ['with another nonce', () => tokenOf(somebody(), 'm')],
    ['without a nonce', () => tokenOf({ ...somebody(), nonce: undefined }, 'n')],
    ['without a subject', () => tokenOf({ ...somebody(), sub: undefined }, 'n')],
    ['that is none', () => Promise.resolve('a.b.c')],
  ])('%s is refused', async (_, make) => {
    const at = v1Visitor(club);
    const answer = await send(await make(), 'n', at);
    expect([answer.status, answer.body]).toMatchObject([400, { errors: { id_token: ['is not valid'] } }]);
    expect(at.cookies.size).toBe(0);
  });

  it('signed by a key that Google does not publish is refused', async () => {
    const other = await startProvider('google');
    const { issuer } = other;
    issuer.url = google.url;
    const token = await issuer.buildToken({
      scopesOrTransform: (_header, payload) =>
        void Object.assign(payload, somebody(), { aud: google.clientId, nonce: 'n' }),
    });
    expect((await send(token, 'n')).status).toBe(400);
    await other.stop();
  });

  it('works once, also twice at the same time', async () => {
    const token = await tokenOf(somebody(), 'n');
    const both = await Promise.all([send(token, 'n'), send(token, 'n')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    const late = await send(token, 'n');
    expect([late.status, late.body]).toMatchObject([400, { errors: { id_token: ['has been used'] } }]);
  });

  it('of a blocked member is refused', async () => {
    const person = somebody();
    await send(await tokenOf(person, 'n'), 'n');
    await users().update({ where: { email: person.email }, data: { blocked: true } });
    const answer = await send(await tokenOf(person, 'n'), 'n');
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('is blocked')]);
  });

  it('with an address that Google has not verified asks for one', async () => {
    const at = v1Visitor(club);
    const answer = await send(await tokenOf({ ...somebody(), email_verified: false }, 'n'), 'n', at);
    expect([answer.status, answer.body]).toMatchObject([409, { errors: { email: ['is needed'] } }]);
    expect([...at.cookies.keys()]).toEqual(['club_oauth_pending']);
  });

  it('is not taken from a page of somebody else', async () => {
    const headers = { origin: 'https://evil.test' };
    expect((await send(await tokenOf(somebody(), 'n'), 'n', v1Visitor(club), headers)).status).toBe(403);
  });

  it.each([
    {},
    { id_token: 5, nonce: 'n' },
    { id_token: 'a', nonce: ['n'] },
    { id_token: 'x'.repeat(9000), nonce: 'n' },
  ])('has a form: %#', async (body) => {
    expect((await v1Visitor(club).send('POST', '/auth/google/id-token', body)).status).toBe(400);
  });
});

it('a Google that cannot be reached is a 503, and begins no sign-in', async () => {
  const before = await users().count();
  await google.stop();
  // What the club knows of Google is kept for an hour.
  club = await club.restart();
  const body = { id_token: 'a.b.c', nonce: 'n' };
  const answer = await v1Visitor(club).send('POST', '/auth/google/id-token', body);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
  const back = await v1Visitor(club).send('GET', '/auth/oauth/google?return_to=/news');
  expect(outcomeOf(back)).toBe('provider_unavailable');
  expect(await users().count()).toBe(before);
});
