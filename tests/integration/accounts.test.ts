import { z } from 'zod';
import { accountsService } from '../../src/plugins/accounts/server/services';
import { visitorOf, type AccountAnswer, type Visitor } from '../support/account-visitor';
import { startClub, type Club } from '../support/club';
import { asEditor } from '../support/editors';
import { makeMember, password } from '../support/members';

const cookieName = 'strapi_up_refresh';
const signedIn = z.object({ jwt: z.string(), user: z.object({ id: z.number(), documentId: z.string() }) });
const sessions = z.object({
  data: z.array(z.object({ id: z.string(), current: z.boolean() })),
});

let club: Club;
beforeAll(async () => {
  club = await startClub();
  for (const name of ['ada', 'known']) await makeMember(club, name);
});
afterAll(() => club.stop());

const users = () => club.strapi.documents('plugin::users-permissions.user');
const bearer = (answer: AccountAnswer) => ({ authorization: `Bearer ${signedIn.parse(answer.body).jwt}` });
const me = async (visitor: Visitor, headers: Record<string, string>) =>
  (await visitor.send('GET', '/api/users/me', undefined, headers)).status;

async function signedInAs(name: string, at: Visitor = visitorOf(club)) {
  const answer = await at.signIn(`${name}@club.test`, password);
  expect(answer.status).toBe(200);
  return { at, answer, headers: bearer(answer), id: signedIn.parse(answer.body).user.documentId };
}

let others = 0;
async function another() {
  const name = `member-${(others += 1)}`;
  await makeMember(club, name);
  return { name, ...(await signedInAs(name)) };
}

function expectNoRefreshToken({ text, cookies }: AccountAnswer): void {
  expect(text).not.toContain('refreshToken');
  const own = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  expect(own).toMatch(/httponly/i);
  // The club of this test is reached by plain http.
  expect(own).not.toMatch(/secure/i);
}

describe('a member whose account staff have made', () => {
  it('signs in, sees themselves, refreshes and signs out', async () => {
    const { at, answer, headers } = await signedInAs('ada');
    expectNoRefreshToken(answer);
    const self = await at.send('GET', '/api/users/me', undefined, headers);
    expect(self.body).toMatchObject({ username: 'ada', email: 'ada@club.test' });
    for (const secret of ['password', 'resetPasswordToken', 'confirmationToken'])
      expect(self.text).not.toContain(secret);

    const refreshed = await at.send('POST', '/api/auth/refresh');
    expect(refreshed.status).toBe(200);
    expectNoRefreshToken(refreshed);
    const { jwt } = z.object({ jwt: z.string() }).parse(refreshed.body);
    expect(await me(at, { authorization: `Bearer ${jwt}` })).toBe(200);

    const out = await at.send('POST', '/api/auth/logout', {}, { authorization: `Bearer ${jwt}` });
    expect(out.status).toBe(200);
    expect(at.cookies.has(cookieName)).toBe(false);
  });

  it('by user name too', async () => {
    expect((await visitorOf(club).signIn('ada', password)).status).toBe(200);
  });

  it('at GraphQL', async () => {
    const at = visitorOf(club);
    const login = await at.graphql(
      `mutation { login(input: { identifier: "ada@club.test", password: "${password}" }) { jwt user { username } } }`,
    );
    const { data } = z
      .object({
        data: z.object({ login: z.object({ jwt: z.string(), user: z.object({ username: z.string() }) }) }),
      })
      .parse(login.body);
    expect(data.login.user.username).toBe('ada');
    const self = await at.graphql('{ me { username } }', { authorization: `Bearer ${data.login.jwt}` });
    expect(self.body).toEqual({ data: { me: { username: 'ada' } } });
  });

  it('is out at once in all of a sign-in, and in no other, when they sign out', async () => {
    const one = await signedInAs('ada');
    const other = await signedInAs('ada');
    const stolen = one.at.cookies.get(cookieName) ?? '';
    const refreshed = await one.at.send('POST', '/api/auth/refresh');
    const later = { authorization: `Bearer ${z.object({ jwt: z.string() }).parse(refreshed.body).jwt}` };
    expect([await me(one.at, one.headers), await me(one.at, later)]).toEqual([200, 200]);

    await one.at.send('POST', '/api/auth/logout', {}, later);
    expect([await me(one.at, one.headers), await me(one.at, later)]).toEqual([401, 401]);
    expect(await me(other.at, other.headers)).toBe(200);
    for (const body of [{ refreshToken: stolen }, {}])
      expect((await one.at.send('POST', '/api/auth/refresh', body)).status).toBeGreaterThanOrEqual(400);
  });

  it('ends one of their sign-ins from the list', async () => {
    const { at, headers, name } = await another();
    const lost = await signedInAs(name);
    await lost.at.send('POST', '/api/auth/refresh');
    const { data } = sessions.parse((await at.send('GET', '/api/auth/sessions', undefined, headers)).body);
    expect(data).toHaveLength(2);
    const target = data.find(({ current }) => !current);
    const ended = await at.send('DELETE', `/api/auth/sessions/${target?.id}`, undefined, headers);
    expect(ended.status).toBe(200);
    expect([await me(at, headers), await me(lost.at, lost.headers)]).toEqual([200, 401]);
    expect((await lost.at.send('POST', '/api/auth/refresh')).status).toBe(401);
  });

  it.each(['REST', 'GraphQL'])(
    'changes their password in %s, which ends all other sessions',
    async (door) => {
      const { at, headers, name } = await another();
      const elsewhere = await signedInAs(name);
      const values = {
        currentPassword: password,
        password: 'another long one',
        passwordConfirmation: 'another long one',
      };
      const args = Object.entries(values)
        .map(([key, value]) => `${key}: "${value}"`)
        .join(', ');
      const changed =
        door === 'REST'
          ? await at.send('POST', '/api/auth/change-password', values, headers)
          : await at.graphql(`mutation { changePassword(${args}) { jwt user { username } } }`, headers);
      expect(changed.status).toBe(200);
      expectNoRefreshToken(changed);
      expect([await me(at, headers), await me(elsewhere.at, elsewhere.headers)]).toEqual([401, 401]);
      expect((await elsewhere.at.send('POST', '/api/auth/refresh')).status).toBe(401);
      expect((await at.send('POST', '/api/auth/refresh')).status).toBe(200);
      expect((await visitorOf(club).signIn(`${name}@club.test`, password)).status).toBe(400);
      expect((await visitorOf(club).signIn(`${name}@club.test`, values.password)).status).toBe(200);
    },
  );

  it('who is blocked is out at once, and stays out when no longer blocked', async () => {
    const { at, headers, id } = await another();
    const token = at.cookies.get(cookieName);
    await users().update({ documentId: id, data: { blocked: true } });
    expect(await me(at, headers)).toBe(401);
    expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
    expect((await at.send('POST', '/api/auth/refresh', { refreshToken: token })).status).toBe(401);
    await users().update({ documentId: id, data: { blocked: false } });
    expect(await me(at, headers)).toBe(401);
    expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
  });

  it('who is blocked behind the back of the club cannot refresh either', async () => {
    const { at, headers, name } = await another();
    await club.strapi.db.connection('up_users').where({ username: name }).update({ blocked: true });
    expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
    await club.strapi.db.connection('up_users').where({ username: name }).update({ blocked: false });
    expect(await me(at, headers)).toBe(401);
  });

  it('who is removed is out', async () => {
    const { at, headers, id } = await another();
    await users().delete({ documentId: id });
    expect(await me(at, headers)).toBe(401);
    expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
  });

  it('whom staff give another password is out', async () => {
    const { at, headers, id } = await another();
    await users().update({ documentId: id, data: { password: 'given by staff' } });
    expect(await me(at, headers)).toBe(401);
    expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
  });

  it('without a password cannot change it, and is told so', async () => {
    const { at, headers, name } = await another();
    await club.strapi.db.connection('up_users').where({ username: name }).update({ password: null });
    const values = {
      currentPassword: 'x',
      password: 'another long one',
      passwordConfirmation: 'another long one',
    };
    expect((await at.send('POST', '/api/auth/change-password', values, headers)).status).toBe(400);
  });
});

const upStore = () => club.strapi.store({ type: 'plugin', name: 'users-permissions' });

async function openInDatabase(advanced: object, grant: object): Promise<void> {
  await upStore().set({ key: 'advanced', value: { ...advanced, allow_register: true } });
  await upStore().set({ key: 'grant', value: grant });
}

const closedRest: [method: string, path: string, body?: object][] = [
  ['POST', '/api/auth/local/register', { username: 'new', email: 'new@club.test', password }],
  ['POST', '/api/auth/local/register', { username: 'known', email: 'known@club.test', password }],
  ['POST', '/api/auth/forgot-password', { email: 'known@club.test' }],
  ['POST', '/api/auth/forgot-password', { email: 'nobody@club.test' }],
  ['POST', '/api/auth/reset-password', { code: 'x', password, passwordConfirmation: password }],
  ['POST', '/api/auth/send-email-confirmation', { email: 'known@club.test' }],
  ['POST', '/api/auth/send-email-confirmation', { email: 'nobody@club.test' }],
  ['GET', '/api/auth/email-confirmation?confirmation=x'],
  ['GET', '/api/connect/facebook'],
  ['GET', '/api/connect/google?callback=https://evil.example'],
  ['GET', '/api/connect/discord/callback?code=x&state=x'],
  ['GET', '/api/auth/facebook/callback?access_token=x'],
  ['GET', '/api/auth/local/callback'],
];

const closedGraphql = [
  `register(input: { username: "new", email: "new@club.test", password: "${password}" }) { jwt }`,
  `register(input: { username: "known", email: "known@club.test", password: "${password}" }) { jwt }`,
  'forgotPassword(email: "known@club.test") { ok }',
  'forgotPassword(email: "nobody@club.test") { ok }',
  `resetPassword(code: "x", password: "${password}", passwordConfirmation: "${password}") { jwt }`,
  'emailConfirmation(confirmation: "x") { jwt }',
  `login(input: { identifier: "known", password: "${password}", provider: "facebook" }) { jwt }`,
];

describe('what is not open', () => {
  const message = 'This is not open: the staff of the club make accounts, and give new passwords';
  const count = () => club.strapi.db.query('plugin::users-permissions.user').count();

  it('is so in one answer to all, in REST', async () => {
    const before = await count();
    const answers = new Map<string, Set<string>>();
    for (const [method, path, body] of closedRest) {
      const answer = await visitorOf(club).send(method, path, body);
      expect([path, answer.status]).toEqual([path, 403]);
      // Known or unknown, the answer is the same.
      answers.set(path, (answers.get(path) ?? new Set()).add(answer.text));
      expect([path, answer.headers.get('location'), answer.cookies]).toEqual([path, null, []]);
    }
    for (const texts of answers.values()) expect(texts.size).toBe(1);
    expect(await count()).toBe(before);
  });

  it('is so in GraphQL', async () => {
    const before = await count();
    for (const field of closedGraphql) {
      const { text } = await visitorOf(club).graphql(`mutation { ${field} }`);
      expect([field, JSON.parse(text).errors[0].message]).toEqual([field, message]);
      expect(text).not.toContain('"jwt":"');
    }
    expect(await count()).toBe(before);
  });

  it('is so for members too', async () => {
    const { at, headers } = await signedInAs('ada');
    const before = await count();
    for (const [method, path, body] of closedRest)
      expect([path, (await at.send(method, path, body, headers)).status]).toEqual([path, 403]);
    const crud = [
      'createUsersPermissionsUser(data: { username: "x", email: "x@club.test", password: "x", role: "1" }) { data { username } }',
      'updateUsersPermissionsUser(id: "1", data: { blocked: false }) { data { username } }',
      'deleteUsersPermissionsUser(id: "1") { data { username } }',
      'createUsersPermissionsRole(data: { name: "x", description: "x" }) { ok }',
    ];
    for (const field of [...closedGraphql, ...crud])
      expect((await at.graphql(`mutation { ${field} }`, headers)).text).toContain('"errors"');
    for (const [method, path] of [
      ['PUT', '/api/users/1'],
      ['DELETE', '/api/users/1'],
      ['POST', '/api/users'],
      ['GET', '/api/users'],
      ['GET', '/api/users/1'],
      ['GET', '/api/users-permissions/roles'],
    ] as const)
      expect([
        path,
        (await at.send(method, path, method === 'GET' ? undefined : {}, headers)).status,
      ]).toEqual([path, 403]);
    expect(await count()).toBe(before);
  });

  it('cannot be opened by accident, neither in the panel nor in the database', async () => {
    const staff = await asEditor(club);
    const { body } = await staff('GET', '/users-permissions/advanced');
    const { settings } = z.object({ settings: z.looseObject({ allow_register: z.boolean() }) }).parse(body);
    expect(settings.allow_register).toBe(false);
    const open = await staff('PUT', '/users-permissions/advanced', { ...settings, allow_register: true });
    expect([open.status, JSON.stringify(open.body)]).toEqual([
      400,
      expect.stringContaining('Sign-ups cannot be enabled'),
    ]);
    expect((await staff('PUT', '/users-permissions/advanced', settings)).status).toBe(200);

    const providers = z.record(z.string(), z.looseObject({ enabled: z.boolean() }));
    const known = providers.parse((await staff('GET', '/users-permissions/providers')).body);
    const opened = { ...known, facebook: { ...known.facebook, enabled: true } };
    expect((await staff('PUT', '/users-permissions/providers', { providers: opened })).status).toBe(400);
    expect((await staff('PUT', '/users-permissions/providers', { providers: known })).status).toBe(200);

    await openInDatabase(settings, opened);
    for (const [method, path, body] of closedRest)
      expect([path, (await visitorOf(club).send(method, path, body)).status]).toEqual([path, 403]);
  });
});

describe('whether an account is there', () => {
  const attempts: [string, string, string][] = [
    ['a wrong password', 'known@club.test', 'wrong'],
    ['nobody', 'nobody@club.test', 'wrong'],
    ['nobody with a password that somebody has', 'nobody@club.test', password],
    ['a password that is right in its first 72 bytes', 'long@club.test', `${'é'.repeat(36)}x`],
    ['an account of another provider', 'elsewhere@club.test', password],
    ['an account without a password', 'none@club.test', password],
  ];
  beforeAll(async () => {
    await makeMember(club, 'long', { password: 'é'.repeat(36) });
    await makeMember(club, 'elsewhere', { provider: 'facebook' });
    await makeMember(club, 'none');
    await club.strapi.db.connection('up_users').where({ username: 'none' }).update({ password: null });
  });

  it('no answer to a sign-in tells', async () => {
    const answers: object[] = [];
    for (const [, identifier, tried] of attempts) {
      const { status, body } = await visitorOf(club).signIn(identifier, tried);
      answers.push({ status, body });
    }
    expect(answers[0]).toMatchObject({
      status: 400,
      body: { error: { message: 'Invalid identifier or password' } },
    });
    expect(answers).toEqual(attempts.map(() => answers[0]));
    expect((await visitorOf(club).signIn('long@club.test', 'é'.repeat(36))).status).toBe(200);
  });

  async function quickest(signIn: () => Promise<unknown>): Promise<number> {
    const times = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const began = performance.now();
      await signIn();
      times.push(performance.now() - began);
    }
    return Math.min(...times);
  }

  it('no time tells: a password is compared whoever it is, and takes far longer than all else', async () => {
    const at = visitorOf(club);
    const known = await quickest(() => at.signIn('known@club.test', 'wrong'));
    for (const [, identifier, tried] of attempts)
      expect(await quickest(() => at.signIn(identifier, tried))).toBeGreaterThan(known / 2);
    const staff = await quickest(() =>
      at.send('POST', '/admin/login', { email: 'nobody@club.test', password: 'x' }),
    );
    expect(staff).toBeGreaterThan(known / 2);
  });
});

describe('hostile requests', () => {
  const bodies: [string, unknown][] = [
    ['none', undefined],
    ['a list as identifier', { identifier: ['ada'], password }],
    ['an object as identifier', { identifier: { $ne: null }, password }],
    ['a number as password', { identifier: 'ada', password: 1 }],
    ['a list', []],
    ['null', 'null'],
    ['no JSON', '{"identifier":'],
    ['__proto__', '{"__proto__":{"isAdmin":true},"identifier":"ada","password":"x"}'],
    ['constructor', '{"constructor":{"prototype":{"x":1}},"identifier":"ada","password":"x"}'],
    ['NUL', { identifier: 'ada\u0000', password: '\u0000' }],
    ['half a character', '{"identifier":"\\ud800","password":"\\udfff"}'],
    ['a long identifier', { identifier: 'a'.repeat(100_000), password }],
    ['a long password', { identifier: 'ada', password: 'a'.repeat(100_000) }],
    ['a device id of 10 MB', { identifier: 'ada', password, deviceId: 'a'.repeat(10_000_000) }],
  ];
  const paths = ['local', 'change-password', 'refresh', 'logout', 'forgot-password', 'local/register'];

  it.each(bodies)('%s: refused, and no fault of the server', async (_name, body) => {
    const { at, headers } = await signedInAs('ada');
    for (const path of paths) {
      for (const own of [{}, headers]) {
        const answer = await visitorOf(club).send('POST', `/api/auth/${path}`, body, own);
        expect([path, answer.status]).toEqual([path, expect.any(Number)]);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toMatch(/refreshToken|at .*\.js/);
        expect([path, path !== 'logout' && answer.status < 400]).toEqual([path, false]);
      }
    }
    await at.send('POST', '/api/auth/logout', {}, headers);
  });

  it('what a client calls its device is not kept', async () => {
    const at = visitorOf(club);
    expect((await at.signIn('ada', password, { deviceId: 'mine' })).status).toBe(200);
    expect(await club.strapi.db.query('admin::session').count({ where: { deviceId: 'mine' } })).toBe(0);
  });

  it('unknown parameters of a query reach no database', async () => {
    const plain = await visitorOf(club).send('GET', '/api/events');
    for (const query of [
      'where[updatedBy][resetPasswordToken][$startsWith]=a',
      'lookup[updatedBy][email][$contains]=a',
      '_where[id]=1',
      'on[x]=1',
    ]) {
      const { status, text } = await visitorOf(club).send('GET', `/api/events?${query}`);
      expect([query, status < 500]).toEqual([query, true]);
      if (status === 200) expect(text).toBe(plain.text);
    }
    const { at, headers } = await signedInAs('ada');
    for (const query of [
      'populate=*',
      'populate[role][populate]=*',
      'fields[0]=password',
      'filters[password][$contains]=a',
    ]) {
      const { status, text } = await at.send('GET', `/api/users/me?${query}`, undefined, headers);
      expect([query, status < 500]).toEqual([query, true]);
      expect(text).not.toMatch(/"password":|"resetPasswordToken":|\$2[aby]\$/);
    }
  });
});

describe('pages of other origins', () => {
  const allowed = 'http://club.test';

  it.each([
    '/admin/access-token',
    '/api/auth/local',
    '/api/auth/refresh',
    '/api/events',
    '/graphql',
    '/admin/login',
  ])('%s allows the club alone', async (path) => {
    const at = visitorOf(club);
    for (const origin of [
      'https://old.dreamers-cave.club',
      'https://evil.example',
      'null',
      `${allowed}.evil.example`,
    ]) {
      const { headers } = await at.send('POST', path, {}, { origin });
      expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, null]);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      const preflight = await at.send('OPTIONS', path, undefined, {
        origin,
        'access-control-request-method': 'POST',
      });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    }
    const { headers } = await at.send('POST', path, {}, { origin: allowed });
    expect(headers.get('access-control-allow-origin')).toBe(allowed);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });
});

it('without mail, an administrator who forgot the password is told what to do, and promised none', async () => {
  const answers: AccountAnswer[] = [];
  for (const email of ['editor-1@club.test', 'nobody@club.test'])
    answers.push(await visitorOf(club).send('POST', '/admin/forgot-password', { email }));
  for (const { status, text } of answers)
    expect([status, text]).toEqual([400, expect.stringContaining('npx strapi admin:reset-user-password')]);
  await expect(
    club.strapi.plugin('email').service('email').send({ to: 'a@club.test', subject: 'x', text: 'x' }),
  ).rejects.toThrow('Mail is not set up');
});

describe('the table of sessions', () => {
  const indexed = async (): Promise<string[]> => {
    const { connection } = club.strapi.db;
    const found =
      club.database === 'sqlite'
        ? await connection.raw(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'strapi_sessions'",
          )
        : (
            await connection.raw(
              'SELECT DISTINCT index_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ?',
              ['strapi_sessions'],
            )
          )[0];
    return z
      .array(z.object({ name: z.string() }))
      .parse(found)
      .map(({ name }) => name);
  };
  const wanted = ['strapi_sessions_session_id_idx', 'strapi_sessions_user_id_origin_idx'];

  it('has indexes, also where an older version made it, and what that left open is closed', async () => {
    expect(await indexed()).toEqual(expect.arrayContaining(wanted));
    for (const name of wanted)
      await club.strapi.db.connection.schema.alterTable('strapi_sessions', (table) =>
        table.dropIndex([], name),
      );
    // What Strapi remembers of the tables as they were then.
    const schema = club.strapi.db.connection('strapi_database_schema');
    const [stored] = await schema.clone().orderBy('id', 'desc').limit(1);
    const text = typeof stored.schema === 'string' ? stored.schema : JSON.stringify(stored.schema);
    const tables = JSON.parse(text);
    for (const table of tables.tables)
      table.indexes = table.indexes.filter(({ name }: { name: string }) => !wanted.includes(name));
    await schema
      .clone()
      .where({ id: stored.id })
      .update({ schema: JSON.stringify(tables), hash: 'older' });
    expect(await indexed()).not.toEqual(expect.arrayContaining(wanted));
    const advanced = {
      unique_email: true,
      email_reset_password: 'https://club.test/new',
      default_role: 'authenticated',
    };
    const grant = z.record(z.string(), z.looseObject({})).parse(await upStore().get({ key: 'grant' }));
    await openInDatabase(advanced, { ...grant, facebook: { ...grant['facebook'], enabled: true } });

    club = await club.restart();
    expect(await indexed()).toEqual(expect.arrayContaining(wanted));
    expect(await upStore().get({ key: 'advanced' })).toMatchObject({ ...advanced, allow_register: false });
    expect(await upStore().get({ key: 'grant' })).toMatchObject({
      facebook: { enabled: false },
      email: { enabled: true },
    });
  });

  it('is swept of what is over, and of nothing else', async () => {
    const { at, headers } = await signedInAs('ada');
    await at.send('POST', '/api/auth/refresh');
    const table = () => club.strapi.db.query('admin::session');
    const before = await table().count();
    const sweep = (now: number) =>
      accountsService(club.strapi).sessions.sweep(new AbortController().signal, now);
    expect(await sweep(Date.now())).toBe(0);
    const rotated = await table().count({ where: { status: 'rotated' } });
    expect(rotated).toBeGreaterThan(0);
    expect(await sweep(Date.now() + 25 * 60 * 60_000)).toBeGreaterThanOrEqual(rotated);
    expect(await me(at, headers)).toBe(401);
    expect((await at.send('POST', '/api/auth/refresh')).status).toBe(200);
    expect(await sweep(Date.now() + 31 * 24 * 60 * 60_000)).toBeGreaterThan(0);
    expect(await table().count()).toBe(0);
    expect(before).toBeGreaterThan(rotated);
  });
});

describe('the addresses of the server in a browser', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const open = (path: string, headers: Record<string, string> = browser) =>
    visitorOf(club).send('GET', path, undefined, headers);

  it('/ is a page of the club, without scripts', async () => {
    for (const headers of [browser, {} as Record<string, string>]) {
      const page = await open('/', headers);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toMatch('text/html');
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(page.text).toContain('The Dreamer&#39;s Cave');
      expect(page.text).toContain('href="/api/v1/docs"');
      expect(page.text).toContain('href="/admin"');
      expect(page.text).not.toContain('<script');
    }
  });

  it('a wrong address is a page for people and JSON for programs', async () => {
    for (const path of ['/nothing', '/api/nothing', '/api/events/none', '/uploads/none.webp']) {
      const page = await open(path);
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        404,
        'text/html; charset=utf-8',
      ]);
      expect(page.text).not.toContain('none');
      const json = await open(path, { accept: '*/*' });
      expect([path, json.status]).toEqual([path, 404]);
      expect(json.text).not.toContain('<html');
    }
    const envelope = await open('/api/v1/nothing');
    expect(envelope.body).toMatchObject({ success: false });
  });
});
