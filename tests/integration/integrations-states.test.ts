import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { createIntegrations, integrationsService } from '../../src/plugins/integrations/server/services';
import type { Integration } from '../../src/plugins/integrations/server/services/registry';
import { startClub, type Club } from '../support/club';
import { registerIntegration, withIntegrationSettings } from '../support/integrations';
import { testJob, withJobs } from '../support/jobs';
import { errorOf } from '../support/remote';
import { answers, breaksOff, hangs, startRemoteServer, type RemoteServer } from '../support/remote-server';

let club: Club;
let server: RemoteServer;
let now = Date.parse('2026-03-01T12:00:00Z');
let count = 0;

beforeAll(async () => {
  server = await startRemoteServer();
  club = await startClub({
    prepare: (strapi) => {
      withIntegrationSettings({ now: () => now, standingMs: 1000, checkTimeoutMs: 200 })(strapi);
      withJobs([testJob(async () => undefined)], { worker: false })(strapi);
    },
  });
});
afterAll(async () => {
  await club.stop();
  await server.stop();
});

const integrations = () => integrationsService(club.strapi);
const jobs = () => jobsService(club.strapi);
const good = answers(200, {});

/** A new integration, with a call of it. */
function made(integration: Partial<Integration> = {}) {
  const name = `test-${(count += 1)}`;
  const settings = { name, baseUrl: server.url, ...integration };
  const remote = registerIntegration(club.strapi, settings);
  const call = (action = 'work', about: { resource?: string } = {}) =>
    remote.request({ action, method: 'GET', path: '/work', answer: z.unknown(), ...about });
  return { name, call, remote, settings, card: () => integrations().card(name) };
}

const pausedOf = async () => (await jobs().counts(['test.work'])).paused;

test('it is ready when it is configured, and off with the names of what is missing when it is not', async () => {
  expect(await made().card()).toMatchObject({ state: 'ready', reason: null, canSyncAll: false });
  const off = made({ isConfigured: false, missing: ['TEST_TOKEN'], syncAll: async () => 'x' });
  expect(await off.card()).toMatchObject({ state: 'off', missing: ['TEST_TOKEN'], canSyncAll: false });
  await expect(integrations().check(off.name)).rejects.toThrow('The remote is off.');
  await expect(integrations().syncAll(off.name)).rejects.toThrow('The remote is off.');
});

test('what its remote asks for is known to all processes, also after a restart', async () => {
  const one = made();
  server.behave(answers(429, { message: 'Slow down' }, { 'retry-after': '60' }));
  await errorOf(one.call());
  const until = new Date(now + 60_000).toISOString();
  expect(await one.card()).toMatchObject({
    state: 'waiting',
    until,
    reason: { text: 'The remote answered 429: “Slow down”' },
  });

  // As another process has it: the same code on the same database, with a memory of its own.
  const other = createIntegrations({ strapi: club.strapi });
  const remote = other.remote(one.name, { title: 'The remote', baseUrl: server.url });
  other.register({ ...integration(one.name), jobs: [] });
  const request = { action: 'work', method: 'GET', path: '/work', answer: z.unknown() } as const;
  expect(await errorOf(remote.request(request))).toMatchObject({
    failure: 'held back',
    decision: { notBefore: now + 60_000 },
  });
  expect(server.received).toHaveLength(1);

  now += 60_000;
  server.behave(good);
  await remote.request(request);
  expect(await one.card()).toMatchObject({ state: 'ready', until: null });
});

const integration = (name: string): Integration => ({
  name,
  title: 'The remote',
  isConfigured: true,
  jobs: ['test.work'],
  budget: { calls: 1000, seconds: 1 },
  check: async () => undefined,
});

test('a shorter wait does not end a longer one', async () => {
  const one = made();
  const later = new Promise<ServerResponse>((resolve) => {
    server.behave((_request, response) => resolve(response), answers(429, {}, { 'retry-after': '60' }));
  });
  const short = errorOf(one.call());
  const response = await later;
  await errorOf(one.call());
  response.writeHead(429, { 'retry-after': '10' }).end();
  expect(await short).toMatchObject({ decision: { notBefore: now + 10_000 } });
  expect(await one.card()).toMatchObject({ until: new Date(now + 60_000).toISOString() });
});

describe('when a person must act', () => {
  const refuses = answers(401, { message: 'Token is void' });

  test('it says so, its jobs pause, and a call that works mends it and resumes them', async () => {
    const one = made({ jobs: ['test.work'] });
    server.behave(refuses);
    await errorOf(one.call());
    expect(await one.card()).toMatchObject({
      state: 'broken',
      reason: { text: 'The remote answered 401: “Token is void”' },
      whatToDo: { text: expect.stringContaining('Renew the access to The remote') },
      since: new Date(now).toISOString(),
    });
    expect(await pausedOf()).toMatchObject({ reason: { id: 'integrations.message.answered-saying' } });

    server.behave(good);
    now += 5000;
    await one.call();
    expect(await one.card()).toMatchObject({ state: 'ready' });
    expect(await pausedOf()).toBeNull();
  });

  test('a call that works mends no trouble with something else', async () => {
    const one = made({ jobs: ['test.work'] });
    server.behave(refuses);
    await errorOf(one.call('work', { resource: 'calendar' }));
    server.behave(good);
    for (const about of [{ resource: 'other calendar' }, {}]) {
      await one.call('work', about);
      expect(await one.card()).toMatchObject({ state: 'broken' });
      expect(await pausedOf()).not.toBeNull();
    }
    await one.call('work', { resource: 'calendar' });
    expect(await one.card()).toMatchObject({ state: 'ready' });
    expect(await pausedOf()).toBeNull();
  });

  test('what another process has found broken meanwhile is not mended by what it was before', async () => {
    const one = made();
    const other = createIntegrations({ strapi: club.strapi });
    const remote = other.remote(one.name, { title: 'The remote', baseUrl: server.url });
    other.register(integration(one.name));
    const request = { action: 'work', method: 'GET', path: '/work', answer: z.unknown() } as const;
    server.behave(refuses);
    await errorOf(one.call('work', { resource: 'calendar' }));
    server.behave(good);
    await one.call('work', { resource: 'other calendar' });
    server.behave(refuses);
    await errorOf(remote.request({ ...request, resource: 'other calendar' }));
    server.behave(good);
    await one.call('work', { resource: 'calendar' });
    expect(await one.card()).toMatchObject({ state: 'broken' });
  });

  test('it is broken since the first time, and for the last reason', async () => {
    const one = made();
    const since = new Date(now).toISOString();
    server.behave(refuses, answers(401, { message: 'Really' }));
    await errorOf(one.call());
    now += 5000;
    await errorOf(one.call());
    expect(await one.card()).toMatchObject({ since, reason: { text: 'The remote answered 401: “Really”' } });
  });

  test('check now finds out whether it is mended', async () => {
    const one = made({ jobs: ['test.work'] });
    server.behave(refuses);
    expect(await integrations().check(one.name)).toMatchObject({
      text: 'The remote answered 401: “Token is void”',
    });
    expect(await one.card()).toMatchObject({ state: 'broken' });
    expect(server.received[0]?.url).toBe('/me');

    server.behave(good);
    expect(await integrations().check(one.name)).toBeNull();
    expect(await one.card()).toMatchObject({ state: 'ready' });
    expect(await pausedOf()).toBeNull();
  });

  test('a check that finds something else does not say that a person must act', async () => {
    const one = made();
    server.behave(breaksOff);
    expect(await integrations().check(one.name)).toMatchObject({
      text: expect.stringContaining('cannot be reached'),
    });
    expect(await one.card()).toMatchObject({ state: 'ready' });
  });

  test('a check that is not answered ends', async () => {
    const one = made();
    server.behave(hangs);
    expect(await integrations().check(one.name)).toMatchObject({ text: 'There was no answer in time.' });
  });

  test('a check with a fault of its own says so, and mends nothing', async () => {
    const one = made({ check: () => Promise.reject(new TypeError('x is not a function')) });
    server.behave(refuses);
    await errorOf(one.call());
    expect(await integrations().check(one.name)).toMatchObject({
      text: expect.stringContaining('The check itself failed'),
    });
    expect(await one.card()).toMatchObject({ state: 'broken' });
  });

  test('somebody who knows may resume it', async () => {
    const one = made({ jobs: ['test.work'] });
    server.behave(refuses);
    await errorOf(one.call());
    await integrations().resume(one.name);
    expect(await one.card()).toMatchObject({ state: 'ready' });
    expect(await pausedOf()).toBeNull();
  });
});

test('what somebody has paused on purpose waits for that person, whatever works', async () => {
  const one = made({ jobs: ['test.work'] });
  await jobs().pause(['test.work'], { reason: 'Ada moves the calendar' });
  expect(await one.card()).toMatchObject({
    state: 'waiting',
    reason: { text: 'Ada moves the calendar' },
    until: null,
  });
  server.behave(good);
  await one.call();
  expect(await integrations().check(one.name)).toBeNull();
  expect(await pausedOf()).toMatchObject({ reason: { text: 'Ada moves the calendar' } });
  await integrations().resume(one.name);
  expect(await one.card()).toMatchObject({ state: 'ready' });
});

test('a job that says itself that a person must act breaks it', async () => {
  const one = made({ jobs: ['test.work'] });
  await jobs().pause(['test.work'], { reason: 'The page is gone', whatToDo: 'Choose another' });
  expect(await one.card()).toMatchObject({ state: 'broken', whatToDo: { text: 'Choose another' } });
  server.behave(good);
  expect(await integrations().check(one.name)).toBeNull();
  expect(await one.card()).toMatchObject({ state: 'ready' });
});

test('its card tells what waits, and the last calls', async () => {
  const one = made({ jobs: ['test.work'], syncAll: async () => 'task-1' });
  await jobs().enqueue('test.work', { n: 1 });
  server.behave(good, answers(404, { message: 'No such thing' }), good);
  const at = new Date(now).toISOString();
  await one.call('first');
  now += 1000;
  await errorOf(one.call('second'));
  now += 1000;
  await one.call('third');
  expect(await one.card()).toMatchObject({
    canSyncAll: true,
    jobs: { names: ['test.work'], waiting: 1, running: 0, failed: 0 },
    lastSuccess: { action: 'third', at: new Date(now).toISOString() },
    lastFailure: { action: 'second', message: { text: 'The remote answered 404: “No such thing”' } },
  });
  expect(at).not.toBe((await one.card()).lastSuccess?.at);
  expect(await integrations().syncAll(one.name)).toBe('task-1');
});

test('no remote is called in a transaction', async () => {
  const one = made();
  server.behave(good);
  await expect(club.strapi.db.transaction(() => one.call())).rejects.toThrow(
    'must not be called in a transaction',
  );
  expect(server.received).toEqual([]);
});

test('names are known, and taken once', async () => {
  const one = made();
  expect(() => integrations().register(integration(one.name))).toThrow('registered twice');
  await expect(integrations().check('nobody')).rejects.toThrow('There is no integration "nobody".');
});
