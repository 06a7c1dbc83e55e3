import { z } from 'zod';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { readsOf } from '../../src/plugins/public-api/server/services/reads';
import { startClub, type Club } from '../support/club';
import { registerIntegration } from '../support/integrations';
import { testJob, withJobs } from '../support/jobs';
import { errorOf } from '../support/remote';
import { answers, startRemoteServer, type RemoteServer } from '../support/remote-server';
import { memberOfRole, staffClient, type StaffClient } from '../support/staff-api';
import { ask } from '../support/v1';

let club: Club;
let server: RemoteServer;
let admin: StaffClient;
let authorization: string;

beforeAll(async () => {
  server = await startRemoteServer();
  club = await startClub({ prepare: withJobs([testJob(async () => undefined)], { worker: false }) });
  ({ authorization } = await memberOfRole(club, 'ada', 'admin'));
  admin = staffClient(club, authorization);
  const remote = registerIntegration(club.strapi, {
    name: 'calendar',
    title: 'Calendar',
    baseUrl: server.url,
    syncAll: (owner) =>
      jobsService(club.strapi).enqueue('test.work', { n: 1 }, { ...(owner !== undefined && { owner }) }),
  });
  registerIntegration(club.strapi, {
    name: 'page',
    title: 'Page',
    baseUrl: server.url,
    isConfigured: false,
    missing: ['PAGE_ID'],
  });
  registerIntegration(club.strapi, { name: 'silent', title: 'Silent', baseUrl: server.url });
  const call = (action: string, id: string) =>
    remote.request({
      action,
      method: 'GET',
      path: '/x',
      subject: { type: 'api::event.event', id },
      answer: z.unknown(),
    });
  server.behave(answers(200, {}));
  for (const id of ['e1', 'e2']) await call('create event', id);
  server.behave(answers(404, { message: 'Gone' }));
  await errorOf(call('remove event', 'e2'));
});
afterAll(async () => {
  await club.stop();
  await server.stop();
});

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const nothing = { total: 0, draft: 0, modified: 0, published: 0 };

describe('GET /admin/dashboard', () => {
  const dashboard = async (): Promise<Record<string, object>> => {
    const { status, text, body } = await admin.get('/dashboard');
    expect([status, text]).toEqual([200, text]);
    return body.data;
  };
  /** How the counts of a type have changed. */
  let first: Record<string, Record<string, object>>;
  beforeAll(async () => {
    first = (await dashboard()) as typeof first;
  });

  it('counts content by state and missing translation', async () => {
    const [one, two, three] = [
      await admin.make('/artists', { name: 'One' }),
      await admin.make('/artists', { name: 'Two' }),
      await admin.make('/artists', { name: 'Three' }),
    ];
    for (const { id } of [two, three]) {
      await admin.put(`/artists/${id}/translations`, { translations: { it: { bio: 'Ciao' } } });
      await admin.publish(`/artists/${id}`);
    }
    await admin.put(`/artists/${one.id}/translations`, {
      translations: { it: { bio: 'a' }, fr: { bio: 'b' }, es: { bio: 'c' } },
    });
    await admin.put(`/artists/${three.id}/translations`, { translations: { it: { bio: 'Di nuovo' } } });
    await admin.make('/categories', { name: 'Diary' });
    const { content } = await dashboard();
    const before = z
      .record(z.string(), z.looseObject({ total: z.number(), draft: z.number(), modified: z.number() }))
      .parse(first['content']);
    expect(before['artists']).toMatchObject(nothing);
    expect(content).toMatchObject({
      artists: {
        total: 3,
        draft: 1,
        modified: 1,
        published: 1,
        missing_translations: { it: 0, fr: 2, es: 2 },
      },
      categories: { total: 1, draft: 0, published: 1, missing_translations: { it: 1, fr: 1, es: 1 } },
      events: nothing,
    });
  });

  it('shows what is on and what follows, drafts too, and the queue', async () => {
    const place = await admin.make('/locations', { name: 'The Cellar' });
    const event = (title: string, from: number, to: number) =>
      admin.make('/events', {
        title,
        start_time: inHours(from),
        end_time: inHours(to),
        timezone: 'UTC',
        location: place.id,
      });
    await event('Over', -4, -2);
    await event('Later', 30, 31);
    await event('Now', -1, 1);
    await jobsService(club.strapi).enqueue('test.work', { n: 2 }, { key: 'counted' });
    const { next_events: next, queue, integrations } = await dashboard();
    expect(next).toMatchObject([
      {
        title: 'Now',
        state: 'draft',
        location: { slug: 'the-cellar' },
        missing_translations: ['it', 'fr', 'es'],
      },
      { title: 'Later' },
    ]);
    expect(next).toHaveLength(2);
    expect(queue).toMatchObject({ waiting: expect.any(Number), running: 0, failed: 0, paused: [] });
    expect((queue as { waiting: number }).waiting).toBeGreaterThan(0);
    expect(integrations).toEqual(
      expect.arrayContaining([
        { name: 'calendar', title: 'Calendar', state: expect.any(String) },
        { name: 'page', title: 'Page', state: 'off' },
      ]),
    );
  });

  it('asks the same number of questions, however much there is', async () => {
    const another = async (index: number): Promise<void> => {
      const { id } = await admin.make('/artists', { name: `Another ${index}` });
      await admin.make('/events', {
        title: `Another ${index}`,
        start_time: inHours(2 + index),
        end_time: inHours(3 + index),
        artists: [{ id }],
      });
    };
    let queries = 0;
    const count = (): void => void (queries += 1);
    club.strapi.db.connection.on('query', count);
    const asked = async (): Promise<number> => {
      queries = 0;
      const before = readsOf(club.strapi).database.queries;
      await dashboard();
      return queries + readsOf(club.strapi).database.queries - before;
    };
    await another(0);
    const few = await asked();
    for (let index = 1; index < 6; index += 1) {
      await another(index);
    }
    expect(await asked()).toBe(few);
    club.strapi.db.connection.removeListener('query', count);
  });

  it('reads a list in a number of queries that does not depend on its length', async () => {
    let queries = 0;
    const count = (): void => void (queries += 1);
    club.strapi.db.connection.on('query', count);
    const asked = async (size: number): Promise<number> => {
      queries = 0;
      const { body } = await admin.get(`/events?per_page=${size}`);
      expect(body.data).toHaveLength(size);
      return queries;
    };
    expect(await asked(5)).toBe(await asked(2));
    club.strapi.db.connection.removeListener('query', count);
  });
});

describe('/admin/integrations', () => {
  it('says how each stands', async () => {
    const { status, body } = await admin.get('/integrations');
    expect([status, body.data]).toMatchObject([
      200,
      expect.arrayContaining([
        expect.objectContaining({
          name: 'calendar',
          can_sync: true,
          last_success: { at: expect.any(String), action: 'create event' },
          last_failure: expect.objectContaining({ action: 'remove event', message: expect.any(String) }),
        }),
        expect.objectContaining({
          name: 'page',
          state: 'off',
          missing_settings: ['PAGE_ID'],
          can_sync: false,
        }),
      ]),
    ]);
  });

  it.each([
    ['', 3],
    ['?integration=calendar&action=create%20event', 2],
    ['?outcome=ok', 2],
    ['?subject=e2', 2],
    ['?from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z', 0],
    ['?outcome=maybe', null],
    ['?from=yesterday', null],
    ['?per_page=0', null],
    ['?action=%00', null],
  ])('shows the log: %s', async (query, count) => {
    const { status, body } = await admin.get(`/integrations/logs${query}`);
    if (count === null) expect([status, body.success]).toEqual([400, false]);
    else expect([status, body.meta]).toMatchObject([200, { pagination: { total: count } }]);
  });

  it('starts a sync, whose progress whoever asked may follow', async () => {
    const { status, body, headers } = await admin.send('POST', '/integrations/calendar/sync');
    const { task_id: id } = z.object({ task_id: z.string() }).parse(body.data);
    expect([status, headers.get('location'), headers.get('retry-after')]).toEqual([
      202,
      `/api/v1/tasks/${id}`,
      expect.any(String),
    ]);
    const task = await ask(club, `/tasks/${id}`, { headers: { authorization } });
    expect([task.status, task.body.data]).toMatchObject([200, { id, status: 'pending' }]);
  });

  it.each([
    ['page', 409, 'Page is off.'],
    ['silent', 409, 'Silent has nothing to sync.'],
    ['nobody', 404, "Integration 'nobody' not found"],
    ['NO%20BODY', 404, "Integration 'NO BODY' not found"],
  ])('does not sync %s: %i', async (name, expected, message) => {
    const { status, body } = await admin.send('POST', `/integrations/${name}/sync`);
    expect([status, body.error]).toEqual([expected, message]);
  });
});
