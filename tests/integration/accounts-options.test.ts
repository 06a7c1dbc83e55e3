import { memberCall, refusedBodies, type Call } from '../support/accounts/member-calls';
import { startClub, type Club } from '../support/club';
import { signUp } from '../support/members';

let club: Club;
let call: Call;
beforeAll(async () => {
  club = await startClub();
  call = memberCall(club, await signUp(club, 'nina'));
});
afterAll(() => club.stop());

const path = '/user/options';
const mergePatch = { 'content-type': 'application/merge-patch+json' };
const read = async () => (await call('GET', path)).body.data;

it('begins as an empty object, with a tag', async () => {
  const answer = await call('GET', path);
  expect([answer.status, answer.body.data]).toEqual([200, {}]);
  expect(answer.headers.get('etag')).toMatch(/^"[\w-]+"$/);
});

it.each([
  ['a merge patch', mergePatch],
  ['a merge patch with a charset', { 'content-type': 'application/merge-patch+json; charset=utf-8' }],
  ['JSON', { 'content-type': 'application/json' }],
])('takes a patch as %s', async (_type, headers) => {
  const patch = { theme: { dark: true, size: 2 }, seen: ['a', null], '': 'ünïcode 🎸 \0 \ud800' };
  const first = await call('PATCH', path, patch, headers);
  expect([first.status, first.body.data]).toMatchObject([
    200,
    { theme: { dark: true, size: 2 }, seen: ['a', null] },
  ]);
  const second = await call('PATCH', path, { theme: { size: null }, seen: null }, headers);
  expect([second.status, second.body.data]).toEqual([200, { theme: { dark: true }, '': patch[''] }]);
  expect(await read()).toEqual(second.body.data);
  await call('PATCH', path, { theme: null, '': null });
  expect(await read()).toEqual({});
});

it('loses nothing of patches that come at once', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `name-${index}`);
  const answers = await Promise.all(names.map((name) => call('PATCH', path, { [name]: name }, mergePatch)));
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
  expect(await read()).toEqual(Object.fromEntries(names.map((name) => [name, name])));
  await call('PATCH', path, Object.fromEntries(names.map((name) => [name, null])));
});

describe('If-Match', () => {
  const tag = async () => (await call('GET', path)).headers.get('etag') ?? '';
  const change = (ifMatch: string, value: unknown) =>
    call('PATCH', path, { counted: value }, { ...mergePatch, 'if-match': ifMatch });

  it('changes what the client has read', async () => {
    const before = await tag();
    const changed = await change(before, 1);
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, await tag()]);
    expect(await tag()).not.toBe(before);
    expect((await change('*', 2)).status).toBe(200);
  });

  it('refuses to change what somebody else has changed', async () => {
    const before = await tag();
    await change(before, 3);
    for (const stale of [before, '"other"', `W/${await tag()}`, 'nonsense']) {
      const answer = await change(stale, 4);
      expect([stale, answer.status, answer.body.success]).toEqual([stale, 412, false]);
    }
    expect(await read()).toMatchObject({ counted: 3 });
  });

  it('lets one of many through that have read the same', async () => {
    const before = await tag();
    const answers = await Promise.all([5, 6, 7, 8].map((value) => change(before, value)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

describe('limits', () => {
  const fill = (bytes: number) => 'x'.repeat(bytes);

  it('stores 16 KB in all, and no more', async () => {
    await call('PATCH', path, { counted: null });
    const [half, rest] = [fill(8 * 1024), fill(8 * 1024 - 18)];
    expect((await call('PATCH', path, { a: half })).status).toBe(200);
    expect((await call('PATCH', path, { bbbb: rest + 'x' })).body).toMatchObject({
      errors: { body: ['must not be larger than 16 KB in all'] },
    });
    expect(await read()).toEqual({ a: half });
    expect((await call('PATCH', path, { bbbb: rest })).status).toBe(200);
    // What makes it smaller is always possible.
    expect((await call('PATCH', path, { a: null, bbbb: null })).body.data).toEqual({});
  });

  it('stores 8 levels, and no more', async () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
    expect((await call('PATCH', path, nested(8))).status).toBe(200);
    const deeper = await call('PATCH', path, nested(9));
    expect([deeper.status, deeper.body.errors]).toEqual([
      400,
      { body: ['must not be nested deeper than 8 levels'] },
    ]);
    expect(await read()).toEqual(nested(8));
    await call('PATCH', path, { a: null });
  });
});

describe('what is no patch', () => {
  const isText = ([what]: (typeof refusedBodies)[number]) => what !== 'not in UTF-8';

  it.each(refusedBodies.filter(isText))('%s', async (_what, body, headers, status) => {
    const answer = await call('PATCH', path, body, { ...mergePatch, ...headers });
    expect([answer.status, answer.body.success]).toEqual([status, false]);
  });

  it('is not what is not in UTF-8: its bytes are read as replacement characters', async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await call('PATCH', path, body, mergePatch)).body.data).toEqual({ '\ufffd': 1 });
    await call('PATCH', path, { '\ufffd': null });
  });

  it.each(['application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data'])(
    'is %s',
    async (type) => {
      const answer = await call('PATCH', path, 'a=b', { 'content-type': type });
      expect([400, 415]).toContain(answer.status);
      expect(await read()).toEqual({});
    },
  );

  it('leaves the prototype of everything alone, at any depth', async () => {
    for (const patch of [
      '{"a":{"__proto__":{"admin":true}}}',
      '{"a":{"constructor":{"prototype":{"admin":true}}}}',
    ])
      expect((await call('PATCH', path, patch, mergePatch)).status).toBeLessThan(500);
    expect({}).not.toHaveProperty('admin');
    await call('PATCH', path, { a: null });
    expect(await read()).toEqual({});
  });

  it.each([
    ['a name that is given twice', '{"a":1,"a":2}', { a: ['must be given once'] }],
    [
      'one written in another way, deeper',
      '{"a":[{"b":1,"\\u0062":null}]}',
      { 'a.0.b': ['must be given once'] },
    ],
    [
      'a number that would be stored as null',
      '{"a":1,"b":{"c":-1e309}}',
      { 'b.c': ['is too large a number'] },
    ],
  ])('is one with %s', async (_what, body, errors) => {
    for (const headers of [mergePatch, {}]) {
      const answer = await call('PATCH', path, body, headers);
      expect([answer.status, answer.body.errors]).toEqual([400, errors]);
    }
    expect(await read()).toEqual({});
  });
});

it('is documented with its media types and headers', async () => {
  const document: unknown = await (await fetch(`${club.url}/api/v1/openapi.json`)).json();
  const etag = { headers: { ETag: expect.anything() } };
  expect(document).toMatchObject({
    paths: {
      '/user/options': {
        get: { responses: { 200: etag } },
        patch: {
          parameters: [{ in: 'header', name: 'If-Match' }],
          requestBody: {
            content: { 'application/merge-patch+json': {}, 'application/json': {} },
          },
          responses: { 200: etag },
        },
      },
      '/admin/media': {
        post: {
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: {
                  properties: { file: { type: 'string', format: 'binary' }, alt: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  });
});

it('is each member’s own, and members’ only', async () => {
  const otto = memberCall(club, await signUp(club, 'otto'));
  expect((await otto('GET', path)).body.data).toEqual({});
  for (const method of ['GET', 'PATCH'])
    expect((await fetch(`${club.url}/api/v1${path}`, { method })).status).toBe(401);
});
