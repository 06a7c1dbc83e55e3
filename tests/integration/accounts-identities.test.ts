import {
  mailTo,
  newMember,
  refreshCookie,
  v1Visitor,
  type Header,
  type V1Visitor,
} from '../support/accounts/v1-visitor';
import type { Club } from '../support/club';
import type { MailServer } from '../support/mail-server';
import { open, outcomeOf, signInThere, signInWith } from '../support/oauth/browser';
import { startOauthClub, type OauthClub } from '../support/oauth/club';
import { identitiesOf, newSubject, peopleOf } from '../support/oauth/people';
import type { TestProvider } from '../support/oauth/providers';

let oauth: OauthClub<'google' | 'discord' | 'facebook'>;
let club: Club;
let server: MailServer;
let google: TestProvider;
let discord: TestProvider;
beforeAll(async () => {
  oauth = await startOauthClub(['google', 'discord', 'facebook']);
  ({ club, server } = oauth);
  ({ google, discord } = oauth.providers);
});
afterAll(() => oauth.stop());

const { verifiedAtGoogle, atFacebook } = peopleOf(() => oauth);
const users = () => club.strapi.db.query('plugin::users-permissions.user');

describe('a member', () => {
  const link = (at: V1Visitor, provider: string, headers: Header, body: object = {}) =>
    at.send('POST', `/user/identities/${provider}`, body, headers);
  const unlink = async (at: V1Visitor, provider: string, headers: Header) =>
    (await at.send('DELETE', `/user/identities/${provider}`, undefined, headers)).status;
  async function linkWith(at: V1Visitor, provider: string, headers: Header): Promise<string | null> {
    const { body } = await link(at, provider, headers);
    const { data } = body as { data: { url: string } };
    return outcomeOf(await open(at, await signInThere(data.url)));
  }

  it('links several providers, signs in with each, and unlinks them', async () => {
    const { at, username, email } = await newMember(club, server);
    const headers = await at.login(username);
    google.as({ sub: newSubject(), email: 'private@google.test', email_verified: true });
    atFacebook({});
    expect(await linkWith(at, 'google', headers)).toBe('linked');
    expect(await linkWith(at, 'facebook', headers)).toBe('linked');
    expect(await linkWith(at, 'facebook', headers)).toBe('linked');
    expect(await identitiesOf(at, headers)).toMatchObject({
      data: [
        { provider: 'facebook', email: null },
        { provider: 'google', email: 'private@google.test' },
      ],
    });
    for (const provider of ['google', 'facebook']) {
      const other = v1Visitor(club);
      expect(outcomeOf(await signInWith(other, provider))).toBeNull();
      expect(other.cookies.has(refreshCookie)).toBe(true);
      expect((await mailTo(server, email)).subject).toContain('is connected to');
    }
    expect([await unlink(at, 'google', headers), await unlink(at, 'google', headers)]).toEqual([204, 404]);
    expect((await mailTo(server, email)).subject).toContain('no longer connected to Google');
    expect(await unlink(at, 'facebook', headers)).toBe(204);
  });

  it('keeps a way to sign in', async () => {
    verifiedAtGoogle('only-google@mail.test');
    const at = v1Visitor(club);
    await signInWith(at, 'google');
    const { headers } = await at.refresh();
    if (!headers) throw new Error('nobody is signed in');
    expect(await unlink(at, 'google', headers)).toBe(409);
    discord.as({ id: newSubject(), email: null });
    expect(await linkWith(at, 'discord', headers)).toBe('linked');
    const both = await Promise.all(['google', 'discord'].map((name) => unlink(at, name, headers)));
    expect(both.sort()).toEqual([204, 409]);
  });

  it("cannot link another member's identity, or a second one of a provider", async () => {
    google.as({ sub: 'taken', email: 'taken@mail.test', email_verified: true });
    await signInWith(v1Visitor(club), 'google');
    const { at, username } = await newMember(club, server);
    const headers = await at.login(username);
    expect(await linkWith(at, 'google', headers)).toBe('identity_taken');
    verifiedAtGoogle('mine@mail.test');
    expect(await linkWith(at, 'google', headers)).toBe('linked');
    verifiedAtGoogle('mine-too@mail.test');
    expect(await linkWith(at, 'google', headers)).toBe('other_identity_linked');
  });

  it('links nothing in another browser, or after signing out or being blocked', async () => {
    const { at, username } = await newMember(club, server);
    verifiedAtGoogle('never@mail.test');
    const begun = async () => {
      const headers = await at.login(username);
      const { body } = await link(at, 'google', headers);
      return { headers, back: await signInThere((body as { data: { url: string } }).data.url) };
    };
    expect(outcomeOf(await open(v1Visitor(club), (await begun()).back))).toBe('expired');
    const { headers, back } = await begun();
    await at.send('POST', '/auth/logout', undefined, headers);
    expect(outcomeOf(await open(at, back))).toBe('expired');
    const { back: later } = await begun();
    await users().update({ where: { username }, data: { blocked: true } });
    expect(['blocked', 'expired']).toContain(outcomeOf(await open(at, later)));
    expect(
      await club.strapi.db.query('plugin::accounts.identity').count({ where: { email: 'never@mail.test' } }),
    ).toBe(0);
  });

  it('returns to the website alone', async () => {
    const { at, username } = await newMember(club, server);
    const answer = await link(at, 'google', await at.login(username), { return_to: '//evil.test' });
    expect([answer.status, answer.body]).toMatchObject([400, { errors: { return_to: [/website/] } }]);
  });

  it.each([
    ['GET', '/user/identities'],
    ['POST', '/user/identities/google'],
    ['DELETE', '/user/identities/google'],
  ])('who has not signed in may not %s %s', async (method, path) => {
    expect((await v1Visitor(club).send(method, path)).status).toBe(401);
  });
});
