import {
  goodPassword,
  mailTo,
  newMember,
  refreshCookie,
  tokenIn,
  v1Visitor,
  type V1Visitor,
} from '../support/accounts/v1-visitor';
import type { Club } from '../support/club';
import type { MailServer } from '../support/mail-server';
import { makeMember, password } from '../support/members';
import { begin, locationOf, open, outcomeOf, signInThere, signInWith } from '../support/oauth/browser';
import { startOauthClub, type OauthClub } from '../support/oauth/club';
import { identitiesOf, newSubject, peopleOf } from '../support/oauth/people';
import type { TestProvider } from '../support/oauth/providers';

let oauth: OauthClub<'google' | 'discord' | 'facebook'>;
let club: Club;
let server: MailServer;
let discord: TestProvider;
let facebook: TestProvider;
beforeAll(async () => {
  oauth = await startOauthClub(['google', 'discord', 'facebook']);
  ({ club, server } = oauth);
  ({ discord, facebook } = oauth.providers);
});
afterAll(() => oauth.stop());

const { verifiedAtGoogle, atFacebook } = peopleOf(() => oauth);
const users = () => club.strapi.db.query('plugin::users-permissions.user');
const complete = (at: V1Visitor, body: object, headers = {}) =>
  at.send('POST', '/auth/oauth/complete', body, headers);

describe('an address', () => {
  it('that has passed to another subject does not sign in to the account of the first', async () => {
    verifiedAtGoogle('passed-on@mail.test');
    await signInWith(v1Visitor(club), 'google');
    verifiedAtGoogle('passed-on@mail.test');
    const at = v1Visitor(club);
    expect(outcomeOf(await signInWith(at, 'google'))).toBe('address_taken');
    expect(at.cookies.size).toBe(0);
    expect(await users().count({ where: { email: 'passed-on@mail.test' } })).toBe(1);
  });

  it('that somebody else registered belongs to who has it verified', async () => {
    const email = 'victim@mail.test';
    const attacker = v1Visitor(club);
    const registration = { email, username: 'attacker', password: goodPassword };
    expect((await attacker.send('POST', '/auth/register', registration)).status).toBe(201);
    const token = tokenIn(await mailTo(server, email));
    verifiedAtGoogle(email);
    expect(outcomeOf(await signInWith(v1Visitor(club), 'google'))).toBeNull();
    for (const identifier of [email, 'attacker']) {
      const login = await attacker.send('POST', '/auth/login', { identifier, password: goodPassword });
      expect(login.status).toBe(401);
    }
    expect((await attacker.send('POST', '/auth/verify-email', { token })).status).toBe(400);
    expect(await users().findOne({ where: { email } })).toMatchObject({ password: null });
  });

  it('of an account that is not confirmed needs its password, once', async () => {
    const { email } = await makeMember(club, 'made-unconfirmed', { confirmed: false });
    verifiedAtGoogle(email);
    const at = v1Visitor(club);
    expect(outcomeOf(await signInWith(at, 'google'))).toBe('password_required');
    expect((await complete(at, {})).body).toMatchObject({ errors: { password: ['is needed'] } });
    expect((await complete(at, { password: 'a wrong password' })).status).toBe(401);
    expect(at.cookies.has(refreshCookie)).toBe(false);
    const done = await complete(at, { password });
    expect([done.status, done.body]).toMatchObject([200, { data: { user: { email } } }]);
    expect((await complete(at, { password })).status).toBe(401);
    expect(outcomeOf(await signInWith(v1Visitor(club), 'google'))).toBeNull();
  });

  it('of a blocked account opens nothing', async () => {
    const { email } = await makeMember(club, 'made-blocked', { blocked: true });
    verifiedAtGoogle(email);
    expect(outcomeOf(await signInWith(v1Visitor(club), 'google'))).toBe('blocked');
    discord.as({ id: newSubject(), email, verified: false });
    const at = v1Visitor(club);
    expect(outcomeOf(await signInWith(at, 'discord'))).toBe('email_required');
    expect((await complete(at, { password })).status).toBe(403);
  });

  it('that Discord has not verified opens nothing', async () => {
    const { email } = await newMember(club, server);
    discord.as({ id: newSubject(), email, verified: false });
    const at = v1Visitor(club);
    expect(outcomeOf(await signInWith(at, 'discord'))).toBe('email_required');
    expect(at.cookies.has(refreshCookie)).toBe(false);
  });
});

describe('Facebook', () => {
  it('is asked with a proof of the secret, and without a PKCE challenge', async () => {
    atFacebook({});
    const at = v1Visitor(club);
    const there = await begin(at, 'facebook');
    expect(new URL(there).searchParams.has('code_challenge')).toBe(false);
    expect(new URL(there).pathname).toBe('/v26.0/dialog/oauth');
    await open(at, await signInThere(there));
    expect(facebook.userRequests.at(-1)?.url).toMatch(
      /^\/v26\.0\/me\?fields=id%2Cname%2Cemail&appsecret_proof=[0-9a-f]{64}$/,
    );
  });

  it('without an address: a mail to one opens the account', async () => {
    atFacebook({});
    const at = v1Visitor(club);
    const asked = await signInWith(at, 'facebook', '/news');
    expect(locationOf(asked)).toBe('http://club.test/news?oauth=email_required&provider=facebook');
    expect((await complete(at, {})).body).toMatchObject({ errors: { email: [/is needed/] } });
    const sent = await complete(at, { email: 'Faye@mail.test' });
    expect([sent.status, sent.body]).toMatchObject([200, { data: { message: /sent a mail/ } }]);
    expect(at.cookies.has(refreshCookie)).toBe(false);
    expect(await users().count({ where: { email: 'faye@mail.test' } })).toBe(0);
    const token = tokenIn(await mailTo(server, 'faye@mail.test'));
    expect((await at.send('POST', '/auth/verify-email', { token })).status).toBe(200);
    const again = v1Visitor(club);
    expect(locationOf(await signInWith(again, 'facebook', '/news'))).toBe('http://club.test/news');
    expect(again.cookies.has(refreshCookie)).toBe(true);
    expect(await users().findOne({ where: { email: 'faye@mail.test' } })).toMatchObject({
      username: 'faye-booker',
    });
  });

  it('with the address of an account: tells nobody, links nothing, and takes the password', async () => {
    const { email, at: owner, username } = await newMember(club, server);
    atFacebook({ email });
    const at = v1Visitor(club);
    expect(outcomeOf(await signInWith(at, 'facebook'))).toBe('email_required');
    const known = await complete(at, {});
    const unknown = await complete(at, { email: 'nobody-yet@mail.test' });
    expect([known.status, known.text]).toEqual([200, unknown.text]);
    expect((await mailTo(server, email)).subject).toContain('you already have an account');
    await mailTo(server, 'nobody-yet@mail.test');
    const wrong = await complete(at, { password: 'a wrong password' });
    const nobody = await complete(at, { email: 'nobody-yet@mail.test', password: 'a wrong password' });
    expect([wrong.status, wrong.text]).toEqual([401, nobody.text]);
    expect((await complete(at, { password: goodPassword })).status).toBe(200);
    expect((await mailTo(server, email)).subject).toContain('is connected to Facebook');
    expect(await identitiesOf(owner, await owner.login(username))).toMatchObject({
      data: [{ provider: 'facebook', email }],
    });
    expect(outcomeOf(await signInWith(v1Visitor(club), 'facebook'))).toBeNull();
  });

  it('what is asked afterwards is asked of that browser, on a page of the club', async () => {
    atFacebook({});
    const at = v1Visitor(club);
    await signInWith(at, 'facebook');
    expect((await complete(v1Visitor(club), { email: 'x@mail.test' })).status).toBe(401);
    const elsewhere = await complete(at, { email: 'x@mail.test' }, { origin: 'https://evil.test' });
    expect(elsewhere.status).toBe(403);
    await club.strapi.db.connection('account_oauth_flows').update({ expires_at: Date.now() - 1 });
    expect((await complete(at, { email: 'x@mail.test' })).status).toBe(401);
  });
});
