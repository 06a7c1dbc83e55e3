import { slugIssue, slugPattern } from '../../src/plugins/content/server/domain/slugs';
import { validate } from '../support/open-api';
import { startClub, type Club } from '../support/club';
import { fillSmallClub } from '../support/small-club';
import { ask } from '../support/v1';

let club: Club;
beforeAll(async () => {
  // An address with a path of its own, as behind a proxy that takes it away.
  club = await startClub({ env: { PUBLIC_URL: 'http://club.test/cave' } });
  await fillSmallClub(club.strapi, new Date());
});
afterAll(() => club.stop());

describe('every answer under /api/v1 is in the envelope', () => {
  it.each([
    ['an unknown path', '/nothing', {}, 404, 'There is nothing at GET /api/v1/nothing'],
    ['a method of an unknown path', '/nothing', { method: 'DELETE' }, 404, undefined],
    ['a method that Strapi does not know', '/nothing', { method: 'PROPFIND' }, 404, undefined],
    ['a preflight of an unknown path', '/nothing', { method: 'OPTIONS' }, 404, undefined],
    ['a method of a long slug', `/locations/${'a'.repeat(200)}`, { method: 'POST' }, 405, undefined],
    ['an unknown slug', '/locations/none', {}, 404, "Location 'none' not found"],
    ['a slug with odd letters', '/locations/%00%2e', {}, 404, undefined],
    ['a method that is not', '/locations', { method: 'POST' }, 405, undefined],
    [
      'a body that is no JSON',
      '/nothing',
      { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } },
      400,
      undefined,
    ],
    ['a broken escape', '/locations/%E0%A4%A', {}, 400, undefined],
    ['a slug in capitals', '/events/ON-STAGE', {}, 404, "Event 'ON-STAGE' not found"],
    ['a slug with a space', '/locations/sky-garden%20', {}, 404, "Location 'sky-garden ' not found"],
    ['a slug with an accent', '/artists/%C3%A9lodie-vesper', {}, 404, undefined],
    [
      'a calendar whose name no header takes',
      '/events/%C5%8Dn-stage.ics',
      {},
      404,
      "Event '\u014dn-stage' not found",
    ],
    [
      'a file of the documentation that is a property of every object',
      '/docs/constructor',
      {},
      404,
      undefined,
    ],
    ['a file named like a prototype', '/docs/__proto__', {}, 404, undefined],
    ['a field named like a prototype', '/events?__proto__=1&__proto__=2&page=0', {}, 400, undefined],
  ] as const)('%s', async (_case, path, init, status, error) => {
    const answer = await ask(club, path, init);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, error: error ?? expect.any(String) });
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('with every fault at once', async () => {
    const answer = await ask(
      club,
      '/events?page=0&per_page=101&lang=de&from=yesterday&type=party&q=x&order=up',
    );
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.errors ?? {}).sort()).toEqual(
      ['from', 'lang', 'order', 'page', 'per_page', 'q', 'type'].sort(),
    );
  });

  it('also where a span runs backwards, or a parameter comes twice', async () => {
    const backwards = await ask(club, '/events?from=2026-11-21&to=2026-11-01');
    expect(backwards.body.errors).toEqual({ to: ['must be after from'] });
    const twice = await ask(club, '/events?page=1&page=2');
    expect(twice.body.errors).toEqual({ page: ['must be given once'] });
  });

  it('when our own side fails: a number that the log has, and nothing of the cause', async () => {
    const readers = club.strapi.plugin('public-api').service('reads');
    const list = readers.locations.list;
    const error = jest.spyOn(club.strapi.log, 'error').mockReturnValue(club.strapi.log);
    readers.locations.list = () => Promise.reject(new Error('the cause'));
    const answer = await ask(club, '/locations');
    readers.locations.list = list;
    const logged = JSON.stringify(error.mock.calls);
    error.mockRestore();
    expect(answer.status).toBe(500);
    const number = /[0-9a-f-]{36}/.exec(answer.body.error ?? '')?.[0];
    expect(number).toBeDefined();
    expect(logged).toContain(number);
    expect(logged).toContain('the cause');
    expect(answer.text).not.toContain('the cause');
  });
});

describe('conditional reads', () => {
  it('answer 304 to who has it, and the whole to others', async () => {
    const first = await ask(club, '/events/on-stage');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe(
      'public, max-age=0, s-maxage=60, stale-while-revalidate=600',
    );
    expect(Date.parse(first.headers.get('last-modified') ?? '')).not.toBeNaN();
    const second = await ask(club, '/events/on-stage', { headers: { 'If-None-Match': etag } });
    expect([second.status, second.text, second.headers.get('etag')]).toEqual([304, '', etag]);
    const italian = await ask(club, '/events/on-stage?lang=it', { headers: { 'If-None-Match': etag } });
    expect(italian.status).toBe(200);
  });

  it('HEAD has the headers alone', async () => {
    const answer = await ask(club, '/locations', { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(100);
  });

  it('answer 304 by the time of the last change too', async () => {
    const first = await ask(club, '/events/on-stage');
    const changed = first.headers.get('last-modified') ?? '';
    const since = (moment: string) => ({ headers: { 'If-Modified-Since': moment } });
    expect((await ask(club, '/events/on-stage', since(changed))).status).toBe(304);
    expect((await ask(club, '/events/on-stage.ics', since(changed))).status).toBe(304);
    const before = new Date(Date.parse(changed) - 1000).toUTCString();
    expect((await ask(club, '/events/on-stage', since(before))).status).toBe(200);
    expect((await ask(club, '/events', since(changed))).status).toBe(200);
  });
});

describe('any website may read it', () => {
  const exposed = ['etag', 'last-modified', 'content-language', 'retry-after', 'location'];
  const listed = (headers: Headers, name: string) =>
    (headers.get(name) ?? '').toLowerCase().split(', ').filter(Boolean);

  it.each(['/locations', '/locations/none', '/nothing', '/events.ics'])('%s', async (path) => {
    const { headers } = await ask(club, path, { headers: { Origin: 'https://elsewhere.example' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(listed(headers, 'access-control-expose-headers')).toEqual(expect.arrayContaining(exposed));
  });

  it('a preflight is answered from the routes', async () => {
    const { status, headers, text } = await ask(club, '/events/on-stage', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://elsewhere.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization,if-none-match',
      },
    });
    expect([status, text]).toEqual([204, '']);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(listed(headers, 'access-control-allow-methods')).toEqual(['get', 'head', 'options']);
    expect(listed(headers, 'access-control-allow-headers')).toEqual(
      expect.arrayContaining(['authorization', 'if-none-match', 'if-modified-since']),
    );
  });
});

it('a slug that has changed leads to its new one, with the query, for every route of it', async () => {
  const locations = club.strapi.documents('api::location.location');
  const garden = await locations.findFirst({ filters: { slug: 'sky-garden' } });
  await locations.update({
    documentId: garden!.documentId,
    locale: 'en',
    data: { slug: 'garden' },
    status: 'published',
  });
  const moved = await ask(club, '/locations/sky-garden?lang=it');
  expect([moved.status, moved.headers.get('location')]).toEqual([
    301,
    '/cave/api/v1/locations/garden?lang=it',
  ]);
  const events = await ask(club, '/locations/sky-garden/events');
  expect([events.status, events.headers.get('location')]).toEqual([
    301,
    '/cave/api/v1/locations/garden/events',
  ]);
  expect((await ask(club, '/locations/garden')).status).toBe(200);
});

it('says at its root what it is', async () => {
  for (const path of ['', '/']) {
    const { status, body } = await ask(club, path);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      version: '1',
      links: { documentation: 'http://club.test/cave/api/v1/docs', website: null },
    });
  }
});

describe('slugs', () => {
  const uids = new Map([
    ['/locations', 'api::location.location'],
    ['/artists', 'api::artist.artist'],
    ['/events', 'api::event.event'],
    ['/blog', 'api::post.post'],
    ['/support/exclusive', 'api::exclusive.exclusive'],
  ]);
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

  it('cannot take the address of a route beside their own', async () => {
    const all: Record<string, object> = JSON.parse((await ask(club, '/openapi.json')).text).paths;
    const paths = Object.keys(all).filter((path) => 'get' in (all[path] ?? {}));
    const folders = paths.filter((path) => nameOf(path) === '{slug}').map(folderOf);
    expect(folders.sort()).toEqual([...uids.keys()].sort());
    const siblings = folders.flatMap((folder) =>
      paths.filter((path) => folderOf(path) === folder).map((path) => [folder, nameOf(path)] as const),
    );
    const possible = siblings.filter(([, name]) => slugPattern.test(name));
    expect(possible.length).toBeGreaterThan(1);
    expect(
      possible.filter(([folder, name]) => slugIssue(uids.get(folder) ?? '', name) === undefined),
    ).toEqual([]);
  });
});

describe('the documentation', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const { text } = await ask(club, '/openapi.json');
    await expect(validate(text)).resolves.toEqual([]);
    const { paths } = JSON.parse(text) as { paths: Record<string, { get?: { responses: object } }> };
    expect(paths['/health/ready']?.get?.responses).toMatchObject({ 200: {}, 503: {} });
    const moving = Object.entries(paths).filter(([, { get }]) => Object.hasOwn(get?.responses ?? {}, '301'));
    expect(moving.map(([path]) => path).sort()).toEqual(
      Object.keys(paths)
        .filter((path) => path.includes('{slug}') && paths[path]?.get)
        .sort(),
    );
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/locations/{slug}/events', '/events', '/health/ready']),
    );
    expect(Object.keys(paths).some((path) => path.includes(':'))).toBe(false);
  });

  it('is a page whose files are all there', async () => {
    const page = await ask(club, '/docs');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const files = [...page.text.matchAll(/(?:src|href)="\/cave\/api\/v1(\/[^"]+)"/g)].map(
      ([, file]) => file ?? '',
    );
    expect(files.length).toBeGreaterThan(3);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "connect-src 'self' http://club.test; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    for (const file of files) expect([file, (await ask(club, file)).status]).toEqual([file, 200]);
    expect((await ask(club, '/docs/')).text).toBe(page.text);
    expect((await ask(club, '/docs/..%2fpackage.json')).status).toBe(404);
  });
});
