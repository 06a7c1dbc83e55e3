// Facebook's fake, through forms as a club would send them.
import { proofOf, startFacebook, type FakeFacebook } from './facebook';
import { graphError, graphErrorNames, type GraphErrorName } from './facebook/errors';

let fake: FakeFacebook;

beforeEach(async () => {
  fake = await startFacebook();
});

afterEach(() => fake.close());

interface Answer {
  status: number;
  body: {
    id?: string;
    data?: Record<string, unknown>[];
    paging?: { cursors: { after: string }; next?: string };
  };
  headers: Headers;
}

type Fields = Record<string, string>;

/** A request with the club's token and proof, which `fields` may replace; empty ones are left out. */
async function ask(method: string, path: string, fields: Fields = {}, headers: Fields = {}): Promise<Answer> {
  const { FACEBOOK_PAGE_TOKEN: token, FACEBOOK_APP_SECRET: secret, FACEBOOK_GRAPH_VERSION } = fake.settings;
  const all = { access_token: token, appsecret_proof: proofOf(token, secret), ...fields };
  const form = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''));
  const address = `${fake.settings.FACEBOOK_GRAPH_URL}/${FACEBOOK_GRAPH_VERSION}/${path}`;
  const answer = await (method === 'POST'
    ? fetch(address, { method, body: form, headers })
    : fetch(`${address}?${form.toString()}`, { method, headers }));
  return { status: answer.status, body: (await answer.json()) as Answer['body'], headers: answer.headers };
}

const feed = () => `${fake.settings.FACEBOOK_PAGE_ID}/feed`;
const publish = (message: string, more: Fields = {}) => ask('POST', feed(), { message, ...more });
const read = (fields: Fields = {}) => ask('GET', feed(), fields);
const messages = ({ body }: Answer) => body.data?.map(({ message }) => message);

async function expectRefusal(answer: Promise<Answer>, name: GraphErrorName): Promise<void> {
  const { status, body } = graphError(name);
  expect(await answer).toMatchObject({ status, body: JSON.parse(JSON.stringify(body)) });
}

describe('posts', () => {
  test('one is published, read back, edited and deleted', async () => {
    const { body } = await publish('Tonight at nine', { link: 'https://club.example/events/tonight' });
    const id = body.id!;
    expect(id).toMatch(new RegExp(`^${fake.page.id}_\\d+$`));
    expect((await ask('GET', id, { fields: 'message,created_time,permalink_url' })).body).toEqual({
      id,
      message: 'Tonight at nine',
      created_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/),
      permalink_url: expect.stringContaining('/posts/'),
    });
    expect(await ask('POST', id, { message: 'CANCELLED' })).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect(messages(await read())).toEqual(['CANCELLED']);
    expect(await ask('DELETE', id)).toMatchObject({ status: 200, body: { success: true } });
    expect((await read()).body).toEqual({ data: [] });
    for (const again of [ask('GET', id), ask('POST', id, { message: 'Again' }), ask('DELETE', id)]) {
      await expectRefusal(again, 'gone');
    }
  });

  test('every request is on record', async () => {
    const { body } = await publish('Tonight');
    await ask('DELETE', body.id!);
    await ask('GET', fake.page.id);
    expect(fake.requests).toMatchObject([
      { action: 'feed.create', params: { pageId: fake.page.id }, body: { message: 'Tonight' }, status: 200 },
      { action: 'post.delete', params: { postId: body.id }, status: 200 },
      { action: 'page.get', params: { pageId: fake.page.id }, status: 200 },
    ]);
    expect(fake.calls(['feed.create', 'feed.list'])).toHaveLength(1);
  });

  test('identical content one after the other is refused', async () => {
    const link = 'https://club.example/';
    await publish('Tonight');
    await expectRefusal(publish('Tonight'), 'duplicate');
    const { status, body: linked } = await publish('Tonight', { link });
    expect(status).toBe(200);
    await expectRefusal(publish('Tonight', { link }), 'duplicate');
    await ask('DELETE', linked.id!);
    await expectRefusal(publish('Tonight'), 'duplicate');
    const { body: other } = await publish('Tomorrow');
    expect((await publish('Tonight')).status).toBe(200);
    expect((await ask('POST', other.id!, { message: 'Tonight' })).status).toBe(200);
  });

  test.each<[Fields, GraphErrorName]>([
    [{ message: '' }, 'missingContent'],
    [{ link: 'club.example' }, 'invalidParameter'],
    [{ link: 'https://club.example/unread' }, 'linkNotRead'],
    [{ published: 'false', scheduled_publish_time: '1900000000' }, 'invalidParameter'],
  ])('%j cannot be published', async (fields, name) => {
    fake.unreadableLinks.add('https://club.example/unread');
    await expectRefusal(publish('Tonight', fields), name);
    expect(fake.page.posts.size).toBe(0);
  });

  test('only the app that made a post may edit it', async () => {
    const byHand = fake.addPost('By hand');
    const byOther = fake.addPost('By another app', 'other');
    for (const { id } of [byHand, byOther]) {
      await expectRefusal(ask('POST', id, { message: 'Ours' }), 'foreignPost');
    }
    expect(messages(await read())).toEqual(['By another app', 'By hand']);
  });

  test('only the text can be edited', async () => {
    const { body } = await publish('Tonight');
    await expectRefusal(
      ask('POST', body.id!, { link: 'https://club.example/', message: 'x' }),
      'invalidParameter',
    );
    await expectRefusal(ask('POST', body.id!), 'invalidParameter');
  });
});

describe('the feed', () => {
  test('comes in pages, the newest first', async () => {
    for (const message of ['one', 'two', 'three', 'four', 'five']) await publish(message);
    const first = await read({ fields: 'id,message', limit: '2' });
    expect(messages(first)).toEqual(['five', 'four']);
    expect(Object.keys(first.body.data![0]!)).toEqual(['id', 'message']);
    const second = await read({ limit: '2', after: first.body.paging!.cursors.after });
    expect(messages(second)).toEqual(['three', 'two']);
    const next = await fetch(second.body.paging!.next!);
    const third = (await next.json()) as Answer['body'];
    expect(third).toMatchObject({ data: [{ message: 'one' }], paging: { cursors: {} } });
    expect(third.paging).not.toHaveProperty('next');
    await expectRefusal(read({ after: 'nonsense' }), 'invalidParameter');
    await expectRefusal(read({ limit: '101' }), 'invalidParameter');
    await expectRefusal(read({ fields: 'id,secrets' }), 'invalidParameter');
  });

  test('can be bounded in time', async () => {
    fake.clock.skewMs = -60 * 60 * 1000;
    await publish('an hour ago');
    const between = String(Math.round(Date.now() / 1000) - 1800);
    fake.clock.skewMs = 0;
    await publish('now');
    expect(messages(await read({ since: between }))).toEqual(['now']);
    expect(messages(await read({ until: between }))).toEqual(['an hour ago']);
  });
});

describe('who may come in', () => {
  test('the page tells its name to who holds its token, in the header too', async () => {
    const { FACEBOOK_PAGE_ID: page, FACEBOOK_PAGE_TOKEN: token } = fake.settings;
    const body = { id: page, name: "The Dreamer's Cave" };
    expect(await ask('GET', page, { fields: 'id,name' })).toMatchObject({ status: 200, body });
    const headers = { authorization: `Bearer ${token}` };
    expect(await ask('GET', page, { access_token: '' }, headers)).toMatchObject({ status: 200, body });
  });

  test.each<[Fields, GraphErrorName]>([
    [{ access_token: '' }, 'tokenRequired'],
    [{ access_token: 'EAAother' }, 'tokenInvalid'],
    [{ appsecret_proof: '' }, 'proofRequired'],
    [{ appsecret_proof: proofOf('other', 'secret') }, 'proofInvalid'],
  ])('not with %j', async (fields, name) => {
    await expectRefusal(read(fields), name);
  });

  test.each<GraphErrorName>(['passwordChanged', 'tokenExpired', 'loggedOut', 'appRemoved'])(
    'not with a token that died: %s',
    async (name) => {
      fake.token.problem = name;
      await expectRefusal(publish('Tonight'), name);
    },
  );

  test('not without the permissions', async () => {
    fake.token.permissions.delete('pages_manage_posts');
    await expectRefusal(publish('Tonight'), 'permissionsError');
    fake.token.permissions.delete('pages_read_engagement');
    await expectRefusal(read(), 'permissionMissing');
  });

  test('not without a version, or one of another day, or to another page', async () => {
    for (const path of [`/v1.0/${feed()}`, `/v99.0/${feed()}`, `/${feed()}`]) {
      const answer = await fetch(fake.url + path);
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 2500 } }]);
    }
    await expectRefusal(ask('GET', '42/feed'), 'gone');
  });

  test('a page that used up its budget waits', async () => {
    expect((await read()).headers.has('x-business-use-case-usage')).toBe(false);
    fake.usage = { call_count: 28, total_cputime: 25, total_time: 25, estimated_time_to_regain_access: 0 };
    const usage = ({ headers }: Answer) => JSON.parse(headers.get('x-business-use-case-usage')!);
    expect(usage(await read())).toEqual({ [fake.page.id]: [{ type: 'pages', ...fake.usage }] });
    fake.usage = { ...fake.usage, call_count: 100, estimated_time_to_regain_access: 7 };
    await expectRefusal(publish('Tonight'), 'businessLimit');
    expect(usage(await read())).toEqual({ [fake.page.id]: [{ type: 'pages', ...fake.usage }] });
  });
});

describe('faults', () => {
  test.each(graphErrorNames)('%s', async (name) => {
    fake.faults.next({ kind: 'error', name, match: 'feed.create' });
    await expectRefusal(publish('Tonight'), name);
    expect(fake.page.posts.size).toBe(0);
    expect((await publish('Tonight')).status).toBe(200);
  });

  test('a limit comes with the minutes to wait', async () => {
    fake.faults.next({ kind: 'error', name: 'businessLimit' });
    const { headers } = await read();
    expect(headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":5');
  });
});
