import { z } from 'zod';
import {
  cardList,
  checkAnswer,
  resumeAnswer,
  syncAnswer,
} from '../../src/plugins/integrations/contract/integrations';
import { logPage, type LogPage } from '../../src/plugins/integrations/contract/log';
import { integrationsService } from '../../src/plugins/integrations/server/services';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { registerIntegration } from '../support/integrations';
import { withJobs } from '../support/jobs';
import { errorOf } from '../support/remote';
import { answers, startRemoteServer, type RemoteServer } from '../support/remote-server';

let club: Club;
let server: RemoteServer;
let editor: Send;

beforeAll(async () => {
  server = await startRemoteServer();
  club = await startClub({ prepare: withJobs([], { worker: false }) });
  editor = await asEditor(club);
  const remote = registerIntegration(club.strapi, {
    name: 'calendar',
    title: 'Calendar',
    baseUrl: server.url,
    syncAll: async () => 'task-7',
  });
  registerIntegration(club.strapi, {
    name: 'page',
    title: 'Page',
    baseUrl: server.url,
    isConfigured: false,
    missing: ['PAGE_ID'],
  });

  const call = (action: string, id: string) =>
    remote.request({
      action,
      method: 'GET',
      path: '/x',
      subject: { type: 'api::event.event', id },
      answer: z.unknown(),
    });
  server.behave(answers(200, {}));
  for (const id of ['e1', 'e2', 'e3']) await call('create event', id);
  server.behave(answers(404, { message: 'Gone' }));
  await errorOf(call('remove event', 'e2'));
  await integrationsService(club.strapi).log.flush();
});
afterAll(async () => {
  await club.stop();
  await server.stop();
});

/** Somebody in the admin panel who may do this, and nothing else. */
async function asStaff(...actions: string[]): Promise<Send> {
  const name = `staff-${actions.length}-${actions.join('-')}`;
  const role: unknown = await club.strapi.service('admin::role').create({ name, description: '' });
  const { id } = z.object({ id: z.number() }).parse(role);
  await club.strapi.service('admin::role').assignPermissions(
    id,
    actions.map((action) => ({ action, subject: null, properties: {}, conditions: [] })),
  );
  const account = {
    email: `${name.replaceAll(/[^a-z0-9]/g, '')}@club.test`,
    password: 'Password-of-staff-1',
  };
  await club.strapi
    .service('admin::user')
    .create({ ...account, firstname: 'S', isActive: true, roles: [id] });
  const login = await fetch(`${club.url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const { data } = z.object({ data: z.object({ token: z.string() }) }).parse(await login.json());
  return async (method, path) => {
    const answer = await fetch(`${club.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${data.token}` },
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
}

test('the cards', async () => {
  const { status, body } = await editor('GET', '/integrations');
  expect(status).toBe(200);
  const cards = cardList.parse(body).data;
  // Those of the club's own plugins come first, as they registered; the two of this test have come last.
  expect(cards.slice(-2)).toMatchObject([
    {
      name: 'calendar',
      state: 'ready',
      canSyncAll: true,
      lastSuccess: { action: 'create event' },
      lastFailure: {
        action: 'remove event',
        outcome: 'never',
        message: { text: 'The remote answered 404: “Gone”' },
      },
    },
    {
      name: 'page',
      state: 'off',
      missing: ['PAGE_ID'],
      canSyncAll: false,
      lastSuccess: null,
      lastFailure: null,
    },
  ]);
});

test('check now', async () => {
  server.behave(answers(401, { message: 'Void' }));
  const bad = checkAnswer.parse((await editor('POST', '/integrations/calendar/check')).body).data;
  expect(bad).toMatchObject({
    problem: { text: 'The remote answered 401: “Void”' },
    card: { state: 'broken' },
  });
  const resumed = resumeAnswer.parse((await editor('POST', '/integrations/calendar/resume')).body).data;
  expect(resumed.state).toBe('ready');
  server.behave(answers(200, {}));
  const good = checkAnswer.parse((await editor('POST', '/integrations/calendar/check')).body).data;
  expect(good).toMatchObject({ problem: null, card: { state: 'ready' } });
});

test('sync all now', async () => {
  const { status, body } = await editor('POST', '/integrations/calendar/sync');
  expect([status, syncAnswer.parse(body)]).toEqual([202, { task_id: 'task-7' }]);
});

test.each([
  ['check', 'page', 400, 'The remote is off.'],
  ['sync', 'page', 400, 'The remote is off.'],
  ['check', 'nobody', 404, 'There is no integration "nobody".'],
  ['sync', 'nobody', 404, 'There is no integration "nobody".'],
  ['resume', 'nobody', 404, 'There is no integration "nobody".'],
])('%s of %s: %i', async (action, name, expected, message) => {
  const { status, body } = await editor('POST', `/integrations/${name}/${action}`);
  expect(status).toBe(expected);
  expect(body).toMatchObject({ error: { message: message.replace('The remote', 'Page') } });
});

describe('the log', () => {
  const page = async (query: string): Promise<LogPage> => {
    const { status, body } = await editor('GET', `/integrations/log?${query}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return logPage.parse(body);
  };
  const shown = async (query: string) =>
    (await page(`subjectType=api::event.event&${query}`)).results.map(
      ({ action, subject }) => `${action} ${subject?.documentId}`,
    );

  test('the newest first', async () => {
    expect(await shown('')).toEqual([
      'remove event e2',
      'create event e3',
      'create event e2',
      'create event e1',
    ]);
  });

  test.each([
    ['integration=calendar&outcome=ok', 3],
    ['integration=page', 0],
    ['outcome=never', 1],
    ['action=remove event', 1],
    ['subject=e2', 2],
    ['from=2020-01-01T00:00:00Z', 4],
    ['from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00%2B01:00', 0],
    ['subject=e2&outcome=ok', 1],
  ])('%s: %i', async (query, count) => {
    expect(await shown(query)).toHaveLength(count);
  });

  test('pages', async () => {
    const { results, pagination } = await page('subjectType=api::event.event&page=2&pageSize=3');
    expect(results).toMatchObject([{ subject: { documentId: 'e1' }, attempt: 1, outcome: 'ok' }]);
    expect(pagination).toEqual({ page: 2, pageSize: 3, pageCount: 2, total: 4 });
  });

  test.each(['outcome=maybe', 'from=yesterday', 'page=0', 'pageSize=101', 'colour=red'])(
    '%s is refused',
    async (query) => {
      const { status, body } = await editor('GET', `/integrations/log?${query}`);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain(query.split('=')[0]);
    },
  );

  test('filters offer what was done and what it was about, by its title', async () => {
    const { status, body } = await editor('GET', '/integrations/log/choices');
    expect(status).toBe(200);
    const about = (documentId: string) => ({ type: 'api::event.event', documentId, title: null });
    expect(body).toEqual({
      actions: ['check', 'create event', 'remove event'],
      subjects: ['e2', 'e3', 'e1'].map(about),
    });
  });

  test('as many queries for a hundred entries as for one', async () => {
    const queries: string[] = [];
    const listen = ({ sql }: { sql: string }): void => {
      if (sql.includes('integration_')) queries.push(sql);
    };
    club.strapi.db.connection.on('query', listen);
    await page('pageSize=1');
    const few = queries.length;
    await page('pageSize=100');
    club.strapi.db.connection.removeListener('query', listen);
    expect([few, queries.length]).toEqual([2, 4]);
  });
});

describe('who may', () => {
  const doors = [
    ['GET', '/integrations', 'read'],
    ['GET', '/integrations/log', 'read'],
    ['GET', '/integrations/log/choices', 'read'],
    ['POST', '/integrations/calendar/check', 'manage'],
    ['POST', '/integrations/calendar/sync', 'manage'],
    ['POST', '/integrations/calendar/resume', 'manage'],
  ] as const;

  test.each(['read', 'manage'])('whoever may %s, may that alone', async (permission) => {
    server.behave(answers(200, {}));
    const staff = await asStaff(`plugin::integrations.${permission}`);
    for (const [method, path, needed] of doors) {
      const { status } = await staff(method, path);
      expect([path, status < 300]).toEqual([path, needed === permission]);
      if (needed !== permission) expect(status).toBe(403);
    }
  });

  test('nobody else', async () => {
    for (const [method, path] of doors)
      expect((await fetch(`${club.url}${path}`, { method })).status).toBe(401);
  });
});
