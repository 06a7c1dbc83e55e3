import { openApiDocument } from '../../src/http/open-api';
import { startClub, type Club } from '../support/club';
import { mountTestRoutes, received, signature, testRoutes, website } from '../support/http-routes';
import { signIn, signUp, type Member } from '../support/members';
import { validate } from '../support/open-api';

let club: Club;
let ada: Member;
beforeAll(async () => {
  club = await startClub({ prepare: mountTestRoutes, env: { FRONTEND_URL: website } });
  ada = await signUp(club, 'ada');
});
afterAll(() => club.stop());

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${club.url}/api/test${path}`, { redirect: 'manual', ...init });
  const body = await response.text();
  return { status: response.status, headers: response.headers, text: body };
}

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });

describe('a webhook with a signature', () => {
  const body = '{ "amount":300,  "extra": "\u00e9" }';

  it('is verified over the very bytes, and then checked', async () => {
    const answer = await post('/webhook', body, { 'X-Signature': signature(body) });
    expect([answer.status, answer.text]).toEqual([200, '{"success":true,"data":{"amount":300}}']);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(received).toEqual([{ amount: 300 }]);
  });

  it.each([
    ['of another body', { 'X-Signature': signature('{}') }],
    ['missing', {}],
  ] as [string, Record<string, string>][])(
    'a signature that is %s: 401, before anything is said of the body',
    async (_case, headers) => {
      const answer = await post('/webhook', '{"amount":"none"}', headers);
      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        401,
        { success: false, error: 'The signature is not right' },
      ]);
    },
  );

  it('names what is wrong in a body', async () => {
    const wrong = '{"amount":"none"}';
    const answer = await post('/webhook', wrong, { 'X-Signature': signature(wrong) });
    expect([answer.status, JSON.parse(answer.text).errors]).toEqual([400, { amount: ['must be a number'] }]);
  });

  it('a body that is no JSON: 400 in the envelope', async () => {
    const answer = await post('/webhook', '{', { 'X-Signature': signature('{') });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { success: false }]);
  });

  it('bytes that are no UTF-8 do not pass as others', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0x61, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await post('/webhook', bytes, { 'X-Signature': signature(bytes) })).status).toBe(401);
  });
});

describe('a redirect with a cookie', () => {
  it('leads elsewhere, and nobody may keep it', async () => {
    const { status, headers } = await ask('/oauth/patreon?lang=it');
    expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([
      302,
      'https://provider.example/authorize',
      'no-store',
    ]);
    expect(headers.getSetCookie()[0]).toBe('state=abc; path=/api/test; samesite=lax; httponly');
  });

  it('404 for what the path does not name', async () => {
    expect(JSON.parse((await ask('/oauth/other')).text)).toEqual({
      success: false,
      error: 'No such provider',
    });
  });
});

it.each(['header', 'cookie'])('a %s that cannot be sent is a failure of our own', async (part) => {
  const log = jest.spyOn(club.strapi.log, 'error').mockReturnValue(club.strapi.log);
  const { status, headers, text: said } = await ask(`/unsendable/${part}`);
  const logged = JSON.stringify(log.mock.calls);
  log.mockRestore();
  expect([status, headers.get('content-type')]).toEqual([500, 'application/json; charset=utf-8']);
  const [, reference] = /^Internal error\. Reference: ([\w-]{36})$/.exec(JSON.parse(said).error) ?? [];
  expect(logged).toContain(reference ?? 'no reference');
});

it('a status that its route does not declare is a failure of our own', async () => {
  const log = jest.spyOn(club.strapi.log, 'error').mockReturnValue(club.strapi.log);
  const { status } = await ask('/undeclared');
  const logged = JSON.stringify(log.mock.calls);
  log.mockRestore();
  expect(status).toBe(500);
  expect(logged).toContain('GET /undeclared answered 202, which its responses do not declare');
});

describe('an answer that depends on who asks', () => {
  const greeting = async (headers: Record<string, string> = {}) => ask('/greeting', { headers });

  it('knows members and strangers, and is for the caller alone', async () => {
    const stranger = await greeting();
    expect([stranger.status, JSON.parse(stranger.text).data]).toEqual([200, 'Hello, stranger']);
    const member = await greeting({ authorization: ada.authorization });
    expect(JSON.parse(member.text).data).toBe(`Hello, ${ada.documentId}`);
    for (const { headers } of [stranger, member])
      expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it('refuses a token that is not good', async () => {
    expect((await greeting({ authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  it('knows strangers where the Public role may do nothing', async () => {
    const permissions = club.strapi.db.query('plugin::users-permissions.permission');
    const all = await permissions.findMany({ where: { role: { type: 'public' } }, populate: ['role'] });
    await permissions.deleteMany({ where: { role: { type: 'public' } } });
    const { status } = await greeting();
    for (const { action, role } of all) await permissions.create({ data: { action, role: role.id } });
    expect(status).toBe(200);
  });
});

describe('a route of plain text', () => {
  const plain = ({ headers }: { headers: Headers }) => headers.get('content-type');

  it('answers a form with text', async () => {
    const answer = await ask('/line', { method: 'POST', body: new URLSearchParams({ n: '1' }) });
    expect([answer.status, answer.text, plain(answer)]).toEqual([200, 'n=1', 'text/plain; charset=utf-8']);
  });

  it.each([
    ['a field that is missing', '{}', 400, /^Invalid request\nn: must be given$/],
    ['a body that cannot be read', '{', 400, /^(?!\{).+/],
    ['a failure of our own', '{"n":"fails"}', 500, /^Internal error\. Reference: [\w-]{36}$/],
  ])('never JSON: %s', async (_case, body, status, said) => {
    const error = jest.spyOn(club.strapi.log, 'error').mockReturnValue(club.strapi.log);
    const answer = await post('/line', body);
    error.mockRestore();
    expect([answer.status, plain(answer)]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(answer.text).toMatch(said);
  });
});

describe('a route for members', () => {
  const make = (body: string, authorization?: string) =>
    post('/things', body, authorization === undefined ? {} : { authorization });

  it('says what it has made, and where', async () => {
    const { status, headers, text: said } = await make('{"name":"x"}', ada.authorization);
    expect([status, headers.get('location'), JSON.parse(said)]).toEqual([
      201,
      '/cave/api/test/things/x',
      { success: true, data: { name: 'x' } },
    ]);
  });

  it('refuses strangers, and counts them too: 429 says when to come again', async () => {
    expect((await make('{"name":"x"}')).status).toBe(401);
    const { status, text: said } = await make('{"name":1}', ada.authorization);
    expect([status, JSON.parse(said).errors]).toEqual([400, { name: ['must be a text'] }]);
    const refused = await make('{"name":"x"}', ada.authorization);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.parse(refused.text).error).toMatch(/^Too many requests\. Try again in \d+ seconds\.$/);
  });

  it('prefers a path to a parameter in both lanes', async () => {
    const headers = { authorization: ada.authorization, cookie: 'state=abc' };
    expect(JSON.parse((await ask('/things/mine', { headers })).text).data).toBe('mine, abc');
    expect(JSON.parse((await ask('/things/other', { headers })).text).data).toBe('other');
  });
});

it('a route for staff knows them by their role', async () => {
  const report = (authorization: string) => ask('/reports', { method: 'POST', headers: { authorization } });
  const refused = await report(ada.authorization);
  expect([refused.status, JSON.parse(refused.text).error]).toEqual([403, 'Staff access required']);
  const role = await club.strapi.db
    .query('plugin::users-permissions.role')
    .create({ data: { name: 'Staff', type: 'staff', description: '' } });
  await club.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { id: ada.id }, data: { role: role.id } });
  const { status, headers } = await report((await signIn(club, ada)).authorization);
  expect([status, headers.get('location'), headers.get('retry-after')]).toEqual([
    202,
    '/cave/api/test/tasks/01TASK',
    '2',
  ]);
});

describe('methods', () => {
  it.each([
    ['/things/x', 'DELETE', 'GET, HEAD, OPTIONS'],
    ['/webhook', 'GET', 'POST, OPTIONS'],
    ['/webhook', 'HEAD', 'POST, OPTIONS'],
  ])('%s does not take %s', async (path, method, allow) => {
    const { status, headers } = await ask(path, { method });
    expect([status, headers.get('allow')]).toEqual([405, allow]);
  });

  it('HEAD has the headers alone, in both lanes', async () => {
    const redirected = await ask('/oauth/patreon', { method: 'HEAD' });
    expect([redirected.status, redirected.text]).toEqual([302, '']);
    const greeting = await ask('/greeting', { method: 'HEAD' });
    expect([greeting.status, greeting.text]).toEqual([200, '']);
  });

  it('an unknown path is none of its', async () => {
    const { status, text: said } = await ask('/nothing');
    expect([status, JSON.parse(said)]).toEqual([
      404,
      { success: false, error: 'There is nothing at GET /api/test/nothing' },
    ]);
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    ask('/things', { method: 'OPTIONS', headers: { origin, 'Access-Control-Request-Method': 'POST' } });
  const cors = ({ headers }: { headers: Headers }) => [
    headers.get('access-control-allow-origin'),
    headers.get('access-control-allow-credentials'),
  ];

  it('call without cookies', async () => {
    expect(cors(await preflight('https://elsewhere.example'))).toEqual(['*', null]);
    const answer = await ask('/greeting', { headers: { origin: 'https://elsewhere.example' } });
    expect(cors(answer)).toEqual(['*', null]);
  });

  it('call public reads without cookies, whoever they are, as their preflight says', async () => {
    const headers = { origin: website, 'Access-Control-Request-Method': 'GET' };
    const answer = await ask('/oauth/patreon', { method: 'OPTIONS', headers });
    expect([answer.status, ...cors(answer)]).toEqual([204, '*', null]);
    expect(cors(await ask('/oauth/patreon', { headers: { origin: website } }))).toEqual(['*', null]);
  });

  it('call with cookies where they are listed', async () => {
    const { status, headers } = await preflight(website);
    expect([status, headers.get('allow'), headers.get('access-control-allow-methods')]).toEqual([
      204,
      'POST, OPTIONS',
      'POST, OPTIONS',
    ]);
    expect(cors({ headers })).toEqual([website, 'true']);
    expect(cors(await ask('/greeting', { headers: { origin: website } }))).toEqual([website, 'true']);
  });
});

it('the documentation has every route, by path and method', async () => {
  const document = openApiDocument(testRoutes, {
    title: 'Test',
    description: '',
    version: '1',
    url: 'http://x/',
  });
  await expect(validate(JSON.stringify(document))).resolves.toEqual([]);
  const { paths } = document;
  expect(Object.keys(paths?.['/things']?.post?.responses ?? {})).toEqual(['201', '400', '401', '429', '500']);
  expect(Object.keys(paths?.['/oauth/{provider}']?.get?.responses ?? {})).toEqual([
    '302',
    '400',
    '404',
    '429',
    '500',
  ]);
  expect(paths?.['/greeting']?.get?.security).toEqual([{}, { member: [] }]);
  expect(paths?.['/webhook']?.post?.requestBody).toBeDefined();
});
