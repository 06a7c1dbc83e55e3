import { visitorOf, type AccountAnswer, type Visitor } from '../support/account-visitor';
import { describeMadeUpAccounts } from '../support/accounts/made-up';
import { startClub, type Club } from '../support/club';
import { startMailServer, type Mail, type MailServer } from '../support/mail-server';
import { makeMember, password } from '../support/members';

let server: MailServer;
let onMail: (mail: Mail) => void = () => undefined;

let club: Club;
beforeAll(async () => {
  server = await startMailServer((mail) => onMail(mail));
  club = await startClub({
    graphql: true,
    env: {
      ...server.settings,
      RATE_LIMITS: 'true',
      TRUST_PROXY: 'true',
      PUBLIC_URL: 'https://api.club.test',
      FRONTEND_URL: 'https://www.club.test/home',
    },
  });
  await makeMember(club, 'ada');
});
afterAll(async () => {
  await club.stop();
  await server.stop();
});

type Attempt = (at: Visitor, nth: number) => Promise<AccountAnswer>;
const statuses = async (attempt: Attempt, times: number, at = visitorOf(club)): Promise<number[]> => {
  const all = [];
  for (let nth = 0; nth < times; nth += 1) all.push((await attempt(at, nth)).status);
  return all;
};
const post =
  (path: string, body: (nth: number) => object = () => ({})): Attempt =>
  (at, nth) =>
    at.send('POST', path, body(nth));
const wrong = (nth: number) => ({ identifier: `nobody-${nth}`, password: 'x', email: `${nth}@club.test` });

describeMadeUpAccounts(() => club);

describe('who tries too often is told to wait', () => {
  it.each<[string, number, Attempt]>([
    ['passwords', 11, post('/api/auth/local', wrong)],
    [
      'passwords, by a path in other letters and with slashes',
      11,
      (at, nth) =>
        at.send(
          'POST',
          ['/api/auth/local', '/API/auth/LOCAL', '/api/auth/local/'][nth % 3] ?? '',
          wrong(nth),
        ),
    ],
    ['passwords of staff', 11, post('/admin/login', (nth) => ({ email: `${nth}@club.test`, password: 'x' }))],
    ['mails to staff', 11, post('/admin/forgot-password', (nth) => ({ email: `${nth}@club.test` }))],
    [
      'codes of staff',
      11,
      post('/admin/reset-password', (nth) => ({ resetPasswordToken: `${nth}`, password: 'Abcdefg1' })),
    ],
    [
      'registering',
      11,
      post('/api/auth/local/register', (nth) => ({
        username: `${nth}`,
        email: `${nth}@club.test`,
        password,
      })),
    ],
    ['mails', 11, post('/api/auth/forgot-password', (nth) => ({ email: `${nth}@club.test` }))],
    [
      'codes',
      11,
      post('/api/auth/reset-password', (nth) => ({
        code: `${nth}`,
        password,
        passwordConfirmation: password,
      })),
    ],
    [
      'confirmations',
      11,
      post('/api/auth/send-email-confirmation', (nth) => ({ email: `${nth}@club.test` })),
    ],
    ['confirming', 11, (at, nth) => at.send('GET', `/api/auth/email-confirmation?confirmation=${nth}`)],
    ['other providers', 11, (at, nth) => at.send('GET', `/api/connect/${['facebook', 'google'][nth % 2]}`)],
    [
      'coming back from them',
      11,
      (at, nth) => at.send('GET', `/api/auth/${['facebook', 'google'][nth % 2]}/callback`),
    ],
    ['refreshing', 61, post('/api/auth/refresh', () => ({ refreshToken: 'x' }))],
    ['signing out as nobody', 121, post('/api/auth/logout')],
    ['listing sessions as nobody', 121, (at) => at.send('GET', '/api/auth/sessions')],
    ['changing a password as nobody', 121, post('/api/auth/change-password')],
    ['changing members', 121, (at, nth) => at.send('PUT', `/api/users/${nth}`, {})],
    ['looking at oneself', 121, (at) => at.send('GET', '/api/users/me')],
  ])('%s', async (_name, times, attempt) => {
    const at = visitorOf(club);
    const all = await statuses(attempt, times, at);
    expect(all.slice(0, -1)).not.toContain(429);
    expect(all.filter((status) => status >= 500)).toEqual([]);
    expect(all.at(-1)).toBe(429);
    const refused = await attempt(at, times);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3600);
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/);
    expect(refused.headers.get('ratelimit-policy')).toMatch(/^"default";q=\d+;w=\d+$/);
    expect(refused.body).toMatchObject({ data: null, error: { status: 429, name: 'RateLimitError' } });
  });

  it('in GraphQL as in REST, many in one document', async () => {
    const fields = [
      'login(input: { identifier: "nobody", password: "x" }) { jwt }',
      `register(input: { username: "u", email: "u@club.test", password: "${password}" }) { jwt }`,
      'forgotPassword(email: "u@club.test") { ok }',
      `resetPassword(code: "x", password: "${password}", passwordConfirmation: "${password}") { jwt }`,
      'emailConfirmation(confirmation: "x") { jwt }',
    ];
    for (const field of fields) {
      const at = visitorOf(club);
      // An error in a field that cannot be null ends its document, so that there are more documents than attempts are allowed.
      const texts: string[] = [];
      for (let document = 0; document < 11; document += 1) {
        const aliased = Array.from({ length: 4 }, (_each, nth) => `a${nth}: ${field}`).join(' ');
        texts.push((await at.graphql(`mutation { ${aliased} }`)).text);
      }
      expect([field, texts.at(-1)]).toEqual([field, expect.stringContaining('Too many attempts')]);
      expect(texts.join()).not.toContain('"jwt":"');
    }
  });

  it('both doors are counted together', async () => {
    const at = visitorOf(club);
    await statuses(post('/api/auth/local', wrong), 10, at);
    const { text } = await at.graphql(
      'mutation { login(input: { identifier: "ada", password: "x" }) { jwt } }',
    );
    expect(text).toContain('Too many attempts');
  });

  it('nobody else is, and whoever signs in is not', async () => {
    const at = visitorOf(club);
    await statuses(post('/api/auth/local', wrong), 11, at);
    expect((await visitorOf(club).signIn('ada', password)).status).toBe(200);
    expect(await statuses((other) => other.signIn('ada', password), 12)).toEqual(
      Array.from({ length: 12 }, () => 200),
    );
  });
});

describe('an address behind a proxy', () => {
  const forwarded = (forwardedFor: () => string) =>
    statuses(post('/api/auth/local', wrong), 11, visitorOf(club, forwardedFor));
  let nth = 0;

  it('is the one the proxy has seen, whatever stands before it', async () => {
    expect((await forwarded(() => `10.1.${(nth += 1)}.1, 203.0.113.7`)).at(-1)).toBe(429);
    expect(
      (
        await statuses(
          post('/admin/login', () => ({ email: 'a@club.test', password: 'x' })),
          11,
          visitorOf(club, () => `10.1.${(nth += 1)}.1, 203.0.113.7`),
        )
      ).at(-1),
    ).toBe(429);
  });

  it('may have a port, as some proxies write it', async () => {
    expect((await forwarded(() => `203.0.113.9:${40_000 + (nth += 1)}`)).at(-1)).toBe(429);
    expect((await forwarded(() => `[2001:db8:9:9::1]:${40_000 + (nth += 1)}`)).at(-1)).toBe(429);
    expect((await forwarded(() => `203.0.114.${(nth += 1) % 250}:${40_000 + nth}`)).at(-1)).toBe(400);
  });

  it('is a network of IPv6', async () => {
    expect((await forwarded(() => `2001:db8:1:2::${(nth += 1)}`)).at(-1)).toBe(429);
    expect((await forwarded(() => `2001:db8:1:${(nth += 1)}::1`)).at(-1)).toBe(400);
  });
});

describe('an administrator who forgot the password', () => {
  beforeAll(async () => {
    await club.strapi.service('admin::user').create({
      email: 'lone@club.test',
      password: 'Password-of-staff-1',
      firstname: 'Lone',
      lastname: 'Staff',
      isActive: true,
      roles: [],
    });
  });

  it('gets a link by mail, from the club, and nobody else does', async () => {
    const arrived = new Promise<Mail>((resolve) => {
      onMail = resolve;
    });
    for (const email of ['nobody@club.test', 'lone@club.test'])
      expect((await visitorOf(club).send('POST', '/admin/forgot-password', { email })).status).toBe(204);
    const { from, to, text } = await arrived;
    expect([from, to]).toEqual(['club@club.test', ['lone@club.test']]);
    expect(text).toContain(`From: "The Dreamer's Cave" <club@club.test>`);
    expect(text).toContain('Reply-To: staff@club.test');
    expect(text).toContain('https://api.club.test/admin/auth/reset-password?code=');
    expect(server.mails).toHaveLength(1);
  });
});

describe('over https', () => {
  it('cookies go over https alone, and are set behind a proxy that says nothing of it', async () => {
    for (const proto of [null, 'https', 'http']) {
      const headers: Record<string, string> = proto === null ? {} : { 'x-forwarded-proto': proto };
      const at = visitorOf(club);
      const answer = await at.send('POST', '/api/auth/local', { identifier: 'ada', password }, headers);
      expect([headers, answer.status]).toEqual([headers, 200]);
      expect(answer.cookies.find((cookie) => cookie.startsWith('strapi_up_refresh='))).toMatch(
        /; secure; httponly/i,
      );
      const refreshed = await at.send('POST', '/api/auth/refresh', undefined, headers);
      expect([headers, refreshed.status]).toEqual([headers, 200]);
    }
  });

  it('the website may ask with them', async () => {
    const { headers } = await visitorOf(club).send(
      'POST',
      '/api/auth/refresh',
      {},
      { origin: 'https://www.club.test' },
    );
    expect(headers.get('access-control-allow-origin')).toBe('https://www.club.test');
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });

  it('the first page is the website', async () => {
    const page = await visitorOf(club).send('GET', '/');
    expect([page.status, page.headers.get('location')]).toEqual([302, 'https://www.club.test/home']);
  });
});
