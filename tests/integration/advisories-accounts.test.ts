import {
  goodPassword,
  mailTo,
  newMember,
  refreshCookie,
  tokenIn,
  v1Visitor,
  type Header,
} from '../support/accounts/v1-visitor';
import { visitorOf } from '../support/account-visitor';
import type { Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import type { MailServer } from '../support/mail-server';
import { begin, locationOf, open, outcomeOf, signInThere } from '../support/oauth/browser';
import { somebody, startOauthClub, type OauthClub } from '../support/oauth/club';

/** What was reported of users-permissions, tried at the club's own routes and at Strapi's. */
let oauth: OauthClub<'google' | 'discord'>;
let club: Club;
let server: MailServer;
let panel: Send;
beforeAll(async () => {
  oauth = await startOauthClub(['google', 'discord']);
  ({ club, server } = oauth);
  panel = await asEditor(club);
});
afterAll(() => oauth.stop());

type Somebody = Awaited<ReturnType<typeof newMember>>;
const uid = 'plugin::users-permissions.user';
const next = 'nine new dreams';

/** The statuses of asking at v1 and at REST with an access token, and of refreshing. */
const stands = async ({ at }: Pick<Somebody, 'at'>, headers: Header): Promise<number[]> => [
  await at.me(headers),
  (await visitorOf(club).send('GET', '/api/users/me', undefined, headers)).status,
  (await at.refresh()).answer.status,
];
const out = [401, 401, 401];

async function signedInTwice() {
  const one = await newMember(club, server);
  const other = { ...one, at: v1Visitor(club) };
  const headers = await one.at.login(one.username);
  return { one, other, headers, elsewhere: await other.at.login(one.username) };
}

describe('CVE-2024-34065: redirects elsewhere, with tokens in the address', () => {
  it.each([
    'https://evil.test/',
    'https://club.test@evil.test/',
    'http://club.test@evil.test/',
    'http://club.test.evil.test/',
    'http://club.test:8080/news',
    'https://club.test/news',
    '//evil.test/news',
    '/\\evil.test/news',
    '/news/../../evil',
    '/news/%2e%2e/evil',
    'javascript:alert(1)',
  ])('no sign-in returns to %s', async (address) => {
    const at = v1Visitor(club);
    const begun = await at.send('GET', `/auth/oauth/google?return_to=${encodeURIComponent(address)}`);
    expect([begun.status, begun.headers.get('location'), begun.cookies]).toEqual([400, null, []]);
    const { at: member, username } = await newMember(club, server);
    const headers = await member.login(username);
    const linked = await member.send('POST', '/user/identities/google', { return_to: address }, headers);
    expect([linked.status, linked.text]).toEqual([400, expect.not.stringContaining('"url"')]);
    const connect = `/api/connect/google?callback=${encodeURIComponent(address)}`;
    const closed = await visitorOf(club).send('GET', connect);
    expect([closed.status, closed.headers.get('location')]).toEqual([403, null]);
  });

  it('no address on the way has a token', async () => {
    oauth.providers.google.as(somebody());
    const at = v1Visitor(club);
    const there = await begin(at, 'google', '/news');
    const back = await signInThere(there);
    const answer = await open(at, back);
    expect([answer.status, at.cookies.has(refreshCookie)]).toEqual([302, true]);
    for (const address of [there, back, locationOf(answer)])
      expect(address).not.toMatch(/[?&#](access_|id_|refresh_)?token=|[?&#]jwt=|eyJ/);
  });
});

describe('CVE-2026-22706: sessions that outlive a password', () => {
  it.each([{}, { deviceId: '' }, { deviceId: 'made up' }, { deviceId: null }])(
    "end with it at Strapi's route, and stay where %j is refused",
    async (more) => {
      const { one, other, headers, elsewhere } = await signedInTwice();
      const body = { currentPassword: goodPassword, password: next, passwordConfirmation: next, ...more };
      const changed = await visitorOf(club).send('POST', '/api/auth/change-password', body, headers);
      expect(changed.text).not.toContain('refreshToken');
      if ('deviceId' in more) {
        expect(changed.status).toBe(400);
        await v1Visitor(club).login(one.email);
      } else {
        expect(changed.status).toBe(200);
        expect([await stands(one, headers), await stands(other, elsewhere)]).toEqual([out, out]);
      }
    },
  );

  it.each<[string, (member: Somebody, headers: Header) => Promise<{ status: number }>]>([
    [
      'a reset by mail',
      async ({ at, email }) => {
        await at.send('POST', '/auth/forgot-password', { email });
        const token = tokenIn(await mailTo(server, email));
        return v1Visitor(club).send('POST', '/auth/reset-password', { token, password: next });
      },
    ],
    [
      'staff, in the panel',
      async ({ email }) => {
        const member = await club.strapi.db.query(uid).findOne({ where: { email } });
        const path = `/content-manager/collection-types/${uid}/${member.documentId}`;
        return panel('PUT', path, { password: next });
      },
    ],
  ])('end with it by %s', async (_by, change) => {
    const { one, other, headers, elsewhere } = await signedInTwice();
    expect((await change(one, headers)).status).toBe(200);
    expect([await stands(one, headers), await stands(other, elsewhere)]).toEqual([out, out]);
    await v1Visitor(club).login(one.email, next);
  });

  it('end with it at v1, but for the one that changes it', async () => {
    const { one, other, headers, elsewhere } = await signedInTwice();
    const body = { current_password: goodPassword, password: next };
    const named = await one.at.send('PUT', '/user/password', { ...body, deviceId: 'x' }, headers);
    expect([named.status, named.body]).toMatchObject([400, { errors: { deviceId: ['is not known here'] } }]);
    expect((await one.at.send('PUT', '/user/password', body, headers)).status).toBe(200);
    expect([await stands(one, headers), await stands(other, elsewhere)]).toEqual([[200, 200, 200], out]);
  });
});

describe('CVE-2025-3930: access tokens that outlive their account', () => {
  const inPanel =
    (method: 'PUT' | 'DELETE', body?: object) =>
    async ({ email }: Somebody) => {
      const member = await club.strapi.db.query(uid).findOne({ where: { email } });
      return panel(method, `/content-manager/collection-types/${uid}/${member.documentId}`, body);
    };

  it.each<[string, (member: Somebody, headers: Header) => Promise<{ status: number }>]>([
    ['is signed out', ({ at }, headers) => at.send('POST', '/auth/logout', undefined, headers)],
    [
      "is signed out at Strapi's route",
      (_member, headers) => visitorOf(club).send('POST', '/api/auth/logout', { scope: 'all' }, headers),
    ],
    ['is blocked', inPanel('PUT', { blocked: true })],
    ['is not confirmed any more', inPanel('PUT', { confirmed: false })],
    ['is deleted', inPanel('DELETE')],
    ['erases it', ({ at }, headers) => at.send('DELETE', '/user', { password: goodPassword }, headers)],
  ])('hold no longer than until their member %s', async (_what, end) => {
    const member = await newMember(club, server);
    const headers = await member.at.login(member.username);
    const refreshed = (await member.at.refresh()).headers ?? headers;
    expect(await member.at.me(headers)).toBe(200);
    expect((await end(member, headers)).status).toBeLessThan(300);
    expect([await stands(member, headers), await stands(member, refreshed)]).toEqual([out, out]);
  });
});

describe('CVE-2025-25298: passwords of which only the beginning counts', () => {
  it.each(['x'.repeat(73), 'é'.repeat(37), `${'🎷'.repeat(18)}a`])('%s is refused by all', async (long) => {
    const { at, email, username } = await newMember(club, server);
    const headers = await at.login(username);
    await at.send('POST', '/auth/forgot-password', { email });
    const token = tokenIn(await mailTo(server, email));
    const registration = { email: 'long@mail.test', username: 'long', password: long };
    for (const answer of [
      await at.send('POST', '/auth/register', registration),
      await at.send('PUT', '/user/password', { current_password: goodPassword, password: long }, headers),
      await at.send('POST', '/auth/reset-password', { token, password: long }),
    ])
      expect([answer.status, answer.body]).toMatchObject([
        400,
        { errors: { password: [/at most 72 bytes/] } },
      ]);
  });

  it('one of 72 bytes is itself alone', async () => {
    const { at, email } = await newMember(club, server);
    await at.send('POST', '/auth/forgot-password', { email });
    const [token, password] = [tokenIn(await mailTo(server, email)), '🎷'.repeat(18)];
    expect((await at.send('POST', '/auth/reset-password', { token, password })).status).toBe(200);
    const longer = { identifier: email, password: `${password}x` };
    expect((await v1Visitor(club).send('POST', '/auth/login', longer)).status).toBe(401);
    await v1Visitor(club).login(email, password);
  });
});

describe('CVE-2025-53092: answers with cookies for pages of any origin', () => {
  it.each(['https://evil.test', 'null', 'http://club.test.evil.test', 'http://evil.club.test'])(
    'there are none for %s',
    async (origin) => {
      const { at, username } = await newMember(club, server);
      const headers = await at.login(username);
      for (const [method, path] of [
        ['POST', '/auth/login'],
        ['POST', '/auth/refresh'],
        ['GET', '/user/profile'],
        ['PATCH', '/user/options'],
        ['GET', '/events'],
        ['OPTIONS', '/user/profile'],
        ['OPTIONS', '/auth/login'],
      ] as const) {
        const body = ['POST', 'PATCH'].includes(method) ? {} : undefined;
        const asked = { ...headers, origin, 'access-control-request-method': 'POST' };
        const answer = await at.send(method, path, body, asked);
        expect([path, answer.headers.get('access-control-allow-credentials')]).toEqual([path, null]);
        expect([path, answer.headers.get('access-control-allow-origin')]).toEqual([path, '*']);
      }
    },
  );
});

describe('what has no number', () => {
  it('a link to choose a password ends after half an hour, and with another password', async () => {
    const { at, email, username } = await newMember(club, server);
    const headers = await at.login(username);
    const ask = async () => {
      await v1Visitor(club).send('POST', '/auth/forgot-password', { email });
      return tokenIn(await mailTo(server, email));
    };
    const [late, early] = [await ask(), await ask()];
    const tokens = () => club.strapi.db.connection('account_tokens').where({ email });
    const [{ expires_at: expiresAt }] = await tokens().orderBy('id', 'desc').limit(1);
    expect(Math.abs(Number(expiresAt) - Date.now() - 30 * 60_000)).toBeLessThan(60_000);
    const reset = async (token: string) =>
      (await v1Visitor(club).send('POST', '/auth/reset-password', { token, password: next })).status;
    const change = { current_password: goodPassword, password: 'ten other dreams' };
    expect((await at.send('PUT', '/user/password', change, headers)).status).toBe(200);
    expect([await reset(late), await reset(early)]).toEqual([400, 400]);
    await mailTo(server, email);
    const last = await ask();
    await tokens().update({ expires_at: Date.now() - 1 });
    expect(await reset(last)).toBe(400);
  });

  it('an address in other letters is the same one, and with a tag another', async () => {
    const { email } = await newMember(club, server);
    const register = (address: string, username: string) =>
      v1Visitor(club).send('POST', '/auth/register', { email: address, username, password: goodPassword });
    expect((await register(email.toUpperCase(), 'louder')).status).toBe(201);
    expect((await mailTo(server, email)).subject).toContain('you already have an account');
    const tagged = email.replace('@', '+tag@');
    expect((await register(tagged, 'tagged')).status).toBe(201);
    expect(tokenIn(await mailTo(server, tagged))).not.toBe('');
    for (const lookAlike of [email.replace('e', '\u0435'), email.replace('@', '\uff20'), `${email}\u0000`])
      expect((await register(lookAlike, 'alike')).status).toBe(400);
    expect((await register('another@mail.test', email)).status).toBe(400);
  });

  it('Discord says who answers, and nobody else may', async () => {
    const { discord } = oauth.providers;
    discord.as({ id: 'discord-1', email: 'disco@mail.test', verified: true });
    const at = v1Visitor(club);
    const address = new URL(await signInThere(await begin(at, 'discord')));
    address.searchParams.set('iss', 'https://evil.test');
    expect([outcomeOf(await open(at, address.href)), at.cookies.has(refreshCookie)]).toEqual([
      'provider_refused',
      false,
    ]);
  });
});
