// Faults, as every fake has them; shown on Facebook's, whose requests need no client.
import { startFacebook, proofOf, type FakeFacebook } from './facebook';
import { createFaults } from './remote/faults';
import { createQuota } from './remote/quota';

let fake: FakeFacebook;

beforeEach(async () => {
  fake = await startFacebook();
});

afterEach(() => fake.close());

function request(init: RequestInit = {}): Promise<Response> {
  const { FACEBOOK_PAGE_TOKEN: token, FACEBOOK_APP_SECRET: secret, FACEBOOK_PAGE_ID: page } = fake.settings;
  const query = new URLSearchParams({ access_token: token, appsecret_proof: proofOf(token, secret) });
  return fetch(`${fake.url}/v26.0/${page}/feed?${query.toString()}`, init);
}

const post = (message = 'Tonight', init: RequestInit = {}) =>
  request({ method: 'POST', body: new URLSearchParams({ message }), ...init });
const posts = () => fake.page.posts.size;

describe('a fault', () => {
  test('drop-before: no answer, no effect', async () => {
    fake.faults.next({ kind: 'drop-before' });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(posts()).toBe(0);
    expect(fake.requests).toMatchObject([{ action: 'feed.create', fault: 'drop-before' }]);
    expect(fake.requests[0]).not.toHaveProperty('status');
    expect((await post()).status).toBe(200);
  });

  test('drop-after: no answer, and yet the effect', async () => {
    fake.faults.next({ kind: 'drop-after' });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(posts()).toBe(1);
  });

  test.each([true, false])('an error or a page, having had its effect: %s', async (afterEffect) => {
    fake.faults.next({ kind: 'error', name: 'service', afterEffect });
    fake.faults.next({ kind: 'page', status: 502, afterEffect });
    expect(await (await post('one')).json()).toMatchObject({ error: { code: 2 } });
    const page = await post('two');
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html; charset=UTF-8']);
    expect(posts()).toBe(afterEffect ? 2 : 0);
  });

  test('delay: the effect at once, the answer later', async () => {
    fake.faults.next({ kind: 'delay', ms: 200 });
    const arrived = fake.arrival('feed.create');
    const answer = post();
    const { at } = await arrived;
    expect(posts()).toBe(1);
    expect((await answer).status).toBe(200);
    expect(fake.requests[0]!.answeredAt! - at).toBeGreaterThanOrEqual(190);
  });

  test.each([true, false])(
    'hang: until the client leaves, having had its effect: %s',
    async (afterEffect) => {
      fake.faults.next({ kind: 'hang', afterEffect });
      const arrived = fake.arrival('feed.create');
      const leaving = new AbortController();
      const answer = post('Tonight', { signal: leaving.signal });
      await arrived;
      await request();
      expect(fake.requests).toMatchObject([{ fault: 'hang' }, { status: 200 }]);
      expect(fake.requests[0]).not.toHaveProperty('status');
      leaving.abort();
      await expect(answer).rejects.toThrow('aborted');
      expect(posts()).toBe(afterEffect ? 1 : 0);
    },
  );

  test('every answer can take its time', async () => {
    fake.answerMs = 100;
    const answers = await Promise.all([post('one'), post('two')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const { at, answeredAt } of fake.requests) expect(answeredAt! - at).toBeGreaterThanOrEqual(95);
  });

  test('a fake that hangs can be closed', async () => {
    fake.faults.next({ kind: 'hang' });
    const arrived = fake.arrival('feed.list');
    const answer = expect(request()).rejects.toThrow('fetch failed');
    await arrived;
    await fake.close();
    await answer;
    fake = await startFacebook();
  });
});

describe('which request gets a fault', () => {
  const ask = (action: string) => ({ action });
  const create = () =>
    createFaults<string, { action: string }>({
      transient: [{ kind: 'drop-before' }, { kind: 'drop-after' }],
      covers: ({ action }) => action !== 'token',
    });

  test('the first planned that matches, so many times', () => {
    const faults = create();
    faults.next({ kind: 'delay', ms: 1, match: 'list', times: 2 });
    faults.next({ kind: 'delay', ms: 2, match: ['get', 'list'] });
    faults.next({ kind: 'delay', ms: 3, match: ({ action }) => action === 'token' });
    faults.next({ kind: 'delay', ms: 4 });
    expect(faults.left()).toBe(5);
    const taken = ['token', 'token', 'list', 'list', 'list', 'get', 'get'].map((action) =>
      faults.take(ask(action)),
    );
    expect(taken.map((fault) => fault && 'ms' in fault && fault.ms)).toEqual([
      3,
      undefined,
      1,
      1,
      2,
      4,
      undefined,
    ]);
    expect(faults.left()).toBe(0);
  });

  test('at random, the same for the same seed', () => {
    const draw = (seed: number, probability: number) => {
      const faults = create();
      faults.random({ seed, probability });
      return Array.from({ length: 1000 }, () => faults.take(ask('get'))?.kind);
    };
    const drawn = draw(7, 0.3);
    expect(draw(7, 0.3)).toEqual(drawn);
    expect(draw(8, 0.3)).not.toEqual(drawn);
    const count = (kind?: string) => drawn.filter((one) => one === kind).length;
    expect(count()).toBeGreaterThan(650);
    expect(count()).toBeLessThan(750);
    expect(count('drop-before')).toBeGreaterThan(100);
    expect(count('drop-after')).toBeGreaterThan(100);
    expect(new Set(draw(7, 0))).toEqual(new Set([undefined]));
    expect(draw(7, 1)).not.toContain(undefined);
  });

  test('none after they are cleared, and none that the fake does not cover', () => {
    const faults = create();
    faults.random({ seed: 1, probability: 1 });
    expect(faults.take(ask('token'))).toBeUndefined();
    expect(faults.take(ask('get'))).toBeDefined();
    faults.next({ kind: 'hang' });
    faults.clear();
    expect(faults.take(ask('get'))).toBeUndefined();
  });
});

test('a quota slides: what was refused does not count', () => {
  let now = 0;
  const quota = createQuota(() => now);
  const takeAt = (time: number): boolean => {
    now = time;
    return quota.take();
  };
  expect(takeAt(0)).toBe(true);
  quota.limit = 2;
  expect([0, 30_000, 30_001, 59_999, 60_000, 60_001, 90_000].map(takeAt)).toEqual([
    true,
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
});
