import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { createBudget, type Budget } from '../../src/plugins/integrations/server/clients/rate-gate';
import { errorOf, testRemote } from '../support/remote';
import { startRemoteClock, type RemoteClock } from '../support/remote-clock';
import { answers, startRemoteServer, type RemoteServer } from '../support/remote-server';

/** How many of so many calls may be made at once. */
async function granted(budgets: Budget[], calls: number): Promise<number> {
  const waits: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    for (const budget of budgets) waits.push(await budget.take());
  }
  return waits.filter((wait) => wait === 0).length;
}

// Windows are long: the library forgets them by real time too.
describe('in one process', () => {
  let clock: RemoteClock;
  let server: RemoteServer;
  beforeAll(async () => {
    server = await startRemoteServer();
    server.behave(answers(200, {}));
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    clock = startRemoteClock();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const get = { action: 'read', method: 'GET', path: '/', answer: z.unknown() } as const;

  test('so many calls in so many seconds', async () => {
    const budget = createBudget('test', { calls: 3, seconds: 600 }, null);
    expect(await granted([budget], 5)).toBe(3);
    clock.pass(400_000);
    expect(await budget.take()).toBe(200_000);
    clock.pass(200_000);
    expect(await granted([budget], 5)).toBe(3);
  });

  test('and some more now and then', async () => {
    const budget = createBudget('test', { calls: 2, seconds: 100, burst: { calls: 4, seconds: 6000 } }, null);
    expect(await granted([budget], 10)).toBe(6);
    clock.pass(100_000);
    expect(await granted([budget], 10)).toBe(2);
    clock.pass(6_000_000);
    expect(await granted([budget], 10)).toBe(6);
  });

  test('a call waits for its turn when that is soon', async () => {
    const { remote } = testRemote(
      clock,
      { baseUrl: server.url, patience: { longestPauseMs: 200_000 } },
      { calls: 2, seconds: 100 },
    );
    for (let call = 0; call < 5; call += 1) await remote.request(get);
    expect(clock.waits).toEqual([100_000, 100_000]);
  });

  test('its caller comes back when it is not', async () => {
    const { remote, log, status } = testRemote(clock, { baseUrl: server.url }, { calls: 1, seconds: 600 });
    await remote.request(get);
    const error = await errorOf(remote.request(get));
    expect(error).toMatchObject({
      decision: { kind: 'retry', notBefore: clock.now() + 600_000 },
      failure: 'budget spent',
    });
    expect(log).toHaveLength(1);
    expect(status.reports).toEqual(['worked']);
  });
});

const redisUrl = process.env.TEST_REDIS_URL;

// `npm test` says so where the machine has no Redis.
(redisUrl ? describe : describe.skip)('with Redis', () => {
  test('several processes share it, and each has its own while Redis is away', async () => {
    const clients = [0, 1].map(
      () => new Redis(redisUrl ?? '', { maxRetriesPerRequest: 1, enableOfflineQueue: false }),
    );
    await Promise.all(clients.map((client) => once(client, 'ready')));
    const key = `club-${randomUUID()}:budget:test`;
    const budgets = clients.map((client) => createBudget(key, { calls: 7, seconds: 600 }, client));
    expect(await granted(budgets, 10)).toBe(7);

    const ended = clients.map((client) => once(client, 'end'));
    for (const client of clients) client.disconnect();
    await Promise.all(ended);
    expect(await granted(budgets, 10)).toBe(14);
  });
});
