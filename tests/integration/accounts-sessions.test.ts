import {
  goodPassword,
  mailTo,
  newMember,
  refreshCookie,
  tokenIn,
  v1Visitor,
} from '../support/accounts/v1-visitor';
import { accountsService } from '../../src/plugins/accounts/server/services';
import { startMailClub, type MailClub } from '../support/accounts/mail-club';
import type { Club } from '../support/club';
import type { MailServer } from '../support/mail-server';

let stage: MailClub;
let club: Club;
let server: MailServer;
beforeAll(async () => {
  stage = await startMailClub();
  ({ club, server } = stage);
});
afterAll(() => stage.stop());

const sessionsOf = (value: unknown): { id: string; current: boolean; user_agent: string | null }[] =>
  (value as { data: { id: string; current: boolean; user_agent: string | null }[] }).data;

/** As if everything had happened that long ago. */
async function longAgo(ms: number): Promise<void> {
  const { connection } = club.strapi.db;
  for (const { id, created_at: at } of await connection('strapi_sessions').select('id', 'created_at'))
    await connection('strapi_sessions')
      .where({ id })
      .update({ created_at: club.database === 'sqlite' ? at - ms : new Date(new Date(at).getTime() - ms) });
}

describe('the refresh token', () => {
  it('is in a cookie of the routes of /auth alone, which scripts cannot read', async () => {
    const { at, username } = await newMember(club, server);
    const answer = await at.send('POST', '/auth/login', { identifier: username, password: goodPassword });
    expect(answer.cookies).toHaveLength(3);
    const files = answer.cookies.find((each) => each.startsWith('club_files')) ?? '';
    expect(files.toLowerCase()).toMatch(/; path=\/api\/v1\/support\/files; .*samesite=strict; httponly$/);
    const cookie = answer.cookies.find((each) => each.startsWith(refreshCookie)) ?? '';
    expect(cookie).toMatch(new RegExp(`^${refreshCookie}=[^;]+; path=/api/v1/auth; `));
    expect(cookie.toLowerCase()).toMatch(/; samesite=strict.*; httponly/);
    expect(cookie.toLowerCase()).not.toContain('secure');
    expect(answer.text).not.toContain(at.cookies.get(refreshCookie));
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is replaced by each refresh', async () => {
    const { at, username } = await newMember(club, server);
    const first = await at.login(username);
    const before = at.cookies.get(refreshCookie);
    const { headers } = await at.refresh();
    expect(at.cookies.get(refreshCookie)).not.toBe(before);
    expect([headers && (await at.me(headers)), await at.me(first)]).toEqual([200, 200]);
  });

  it('used by two tabs at once signs nobody out', async () => {
    const { at, username } = await newMember(club, server);
    await at.login(username);
    const token = at.cookies.get(refreshCookie) ?? '';
    const tabs = [0, 1, 2, 3].map(() => v1Visitor(club));
    for (const tab of tabs) tab.cookies.set(refreshCookie, token);
    const answers = await Promise.all(tabs.map((tab) => tab.refresh()));
    expect(answers.map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200]);
    const sub = new Set(
      tabs.map(
        (tab) =>
          JSON.parse(
            Buffer.from((tab.cookies.get(refreshCookie) ?? '').split('.')[1] ?? '', 'base64url').toString(),
          ).sessionId,
      ),
    );
    expect(sub.size).toBe(1);
    expect((await tabs[2]?.refresh())?.answer.status).toBe(200);
  });

  it('used again later ends its sign-in, and no other', async () => {
    const { at, username } = await newMember(club, server);
    const elsewhere = v1Visitor(club);
    const other = await elsewhere.login(username);
    await at.login(username);
    const thief = v1Visitor(club);
    thief.cookies.set(refreshCookie, at.cookies.get(refreshCookie) ?? '');
    const { headers } = await at.refresh();
    await longAgo(60_000);
    const stolen = await thief.refresh();
    expect(stolen.answer.status).toBe(401);
    // The cookie is taken back, so that the browser does not try it again.
    expect(thief.cookies.has(refreshCookie)).toBe(false);
    expect([headers && (await at.me(headers)), (await at.refresh()).answer.status]).toEqual([401, 401]);
    expect(await elsewhere.me(other)).toBe(200);
  });

  it('used again ends its sign-in also after its row was swept', async () => {
    const { at, username } = await newMember(club, server);
    await at.login(username);
    const old = at.cookies.get(refreshCookie) ?? '';
    const { headers } = await at.refresh();
    const day = 24 * 60 * 60_000;
    await accountsService(club.strapi).sessions.sweep(new AbortController().signal, Date.now() + 1.1 * day);
    expect(headers && (await at.me(headers))).toBe(200);
    const thief = v1Visitor(club);
    thief.cookies.set(refreshCookie, old);
    expect((await thief.refresh()).answer.status).toBe(401);
    expect(headers && (await at.me(headers))).toBe(401);
  });

  it.each(['https://evil.example', 'null', 'http://other.club.test'])(
    'is not taken from a page of %s',
    async (origin) => {
      const { at, username } = await newMember(club, server);
      const headers = await at.login(username);
      for (const path of ['/auth/refresh', '/auth/logout'])
        expect((await at.send('POST', path, undefined, { origin })).status).toBe(403);
      expect(await at.me(headers)).toBe(200);
      expect((await at.send('POST', '/auth/refresh', undefined, { origin: 'http://club.test' })).status).toBe(
        200,
      );
    },
  );

  it.each(['', 'x', 'e30.e30.e30', 'a'.repeat(5000)])('%j is none', async (token) => {
    const at = v1Visitor(club);
    at.cookies.set(refreshCookie, token);
    expect((await at.refresh()).answer.status).toBe(401);
    expect((await at.send('POST', '/auth/logout')).status).toBe(204);
  });

  it('of an access token, or of another secret, is none', async () => {
    const { at, username } = await newMember(club, server);
    const { authorization } = await at.login(username);
    const [head = '', payload = ''] = (at.cookies.get(refreshCookie) ?? '').split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const forged of [authorization.slice(7), `${head}.${payload}.c2ln`, `${unsigned}.${payload}.`]) {
      const thief = v1Visitor(club);
      thief.cookies.set(refreshCookie, forged);
      expect((await thief.refresh()).answer.status).toBe(401);
    }
  });
});

describe('signing out', () => {
  it('holds at once, with the cookie alone and with the access token alone', async () => {
    const { at, username } = await newMember(club, server);
    for (const forget of [refreshCookie, 'nothing']) {
      const headers = await at.login(username);
      const refreshed = (await at.refresh()).headers ?? headers;
      const cookie = at.cookies.get(refreshCookie);
      at.cookies.delete(forget);
      const own = forget === refreshCookie ? refreshed : undefined;
      expect((await at.send('POST', '/auth/logout', undefined, own)).status).toBe(204);
      expect([await at.me(headers), await at.me(refreshed)]).toEqual([401, 401]);
      at.cookies.set(refreshCookie, cookie ?? '');
      expect((await at.refresh()).answer.status).toBe(401);
    }
  });

  it('works with tokens that have expired, and with none', async () => {
    const expired = { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJ4IjoxfQ.x' };
    expect((await v1Visitor(club).send('POST', '/auth/logout', undefined, expired)).status).toBe(204);
    expect((await v1Visitor(club).send('POST', '/auth/logout')).status).toBe(204);
  });
});

describe('the list of sessions', () => {
  it('names what is open, and ends one', async () => {
    const { at, username } = await newMember(club, server);
    const lost = v1Visitor(club);
    const phone = await lost.send(
      'POST',
      '/auth/login',
      { identifier: username, password: goodPassword },
      { 'user-agent': 'A phone' },
    );
    expect(phone.status).toBe(200);
    const headers = await at.login(username);
    await at.refresh();
    const { body } = await at.send('GET', '/auth/sessions', undefined, headers);
    const [own, other] = sessionsOf(body);
    expect(sessionsOf(body)).toHaveLength(2);
    expect(own).toMatchObject({ current: true });
    expect(other).toMatchObject({ current: false, user_agent: 'A phone' });
    const stranger = await newMember(club, server);
    const theirs = await stranger.at.login(stranger.username);
    expect((await at.send('DELETE', `/auth/sessions/${other?.id}`, undefined, theirs)).status).toBe(404);
    expect((await at.send('DELETE', `/auth/sessions/${other?.id}`, undefined, headers)).status).toBe(204);
    expect((await at.send('DELETE', `/auth/sessions/${other?.id}`, undefined, headers)).status).toBe(404);
    expect((await lost.refresh()).answer.status).toBe(401);
    expect(await at.me(headers)).toBe(200);
  });
});

describe('changing', () => {
  it('the password ends all other sessions, keeps this one, and tells by mail', async () => {
    const { at, username, email } = await newMember(club, server);
    const headers = await at.login(username);
    const elsewhere = v1Visitor(club);
    const other = await elsewhere.login(username);
    const change = (current_password: string, password: string) =>
      at.send('PUT', '/user/password', { current_password, password }, headers);
    const wrong = await change('wrong', 'nine new dreams');
    expect([wrong.status, wrong.body]).toMatchObject([
      400,
      { errors: { current_password: ['is not your password'] } },
    ]);
    const weak = await change(goodPassword, `${username} sings`);
    expect([weak.status, weak.body]).toMatchObject([400, { errors: { password: [/user name/] } }]);
    expect((await change(goodPassword, 'nine new dreams')).status).toBe(200);
    expect([await at.me(headers), await elsewhere.me(other)]).toEqual([200, 401]);
    expect([(await at.refresh()).answer.status, (await elsewhere.refresh()).answer.status]).toEqual([
      200, 401,
    ]);
    expect((await mailTo(server, email)).subject).toContain('your password has been changed');
    const old = await at.send('POST', '/auth/login', { identifier: username, password: goodPassword });
    expect(old.status).toBe(401);
  });

  it('the address waits for the new one to be confirmed, and tells both', async () => {
    const { at, username, email } = await newMember(club, server);
    const headers = await at.login(username);
    const ask = (address: string, password = goodPassword) =>
      at.send('PUT', '/user/email', { email: address, password }, headers);
    expect((await ask('new-1@mail.test', 'wrong')).status).toBe(400);
    expect((await ask(email)).status).toBe(400);
    expect((await ask('New-1@Mail.test')).status).toBe(200);
    const link = await mailTo(server, 'new-1@mail.test');
    expect((await mailTo(server, email)).text).toContain('new-1@mail.test');
    await at.login(email);
    expect((await at.send('POST', '/auth/verify-email', { token: tokenIn(link) })).status).toBe(200);
    expect((await mailTo(server, email)).subject).toContain('your e-mail address has been changed');
    await at.login('new-1@mail.test');
    const old = await at.send('POST', '/auth/login', { identifier: email, password: goodPassword });
    expect(old.status).toBe(401);
  });

  it('the address to that of another account answers the same, and changes nothing', async () => {
    const holder = await newMember(club, server);
    const { at, username, email } = await newMember(club, server);
    const headers = await at.login(username);
    const ask = (address: string) =>
      at.send('PUT', '/user/email', { email: address, password: goodPassword }, headers);
    const [known, unknown] = [await ask(holder.email), await ask('free@mail.test')];
    expect(known.text.replace(holder.email, '')).toBe(unknown.text.replace('free@mail.test', ''));
    expect((await mailTo(server, holder.email)).subject).toContain('this e-mail address has an account');
    await at.login(email);
  });
});

it('refreshing tells nobody who is gone', async () => {
  const { at, username } = await newMember(club, server);
  await at.login(username);
  await club.strapi.db.connection('up_users').where({ username }).update({ blocked: true });
  expect((await at.refresh()).answer.status).toBe(401);
});
