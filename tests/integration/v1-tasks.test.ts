import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { UnrecoverableError, ActionRequiredError, testJob, withJobs } from '../support/jobs';
import { signIn, signUp, type Member } from '../support/members';
import { validate } from '../support/open-api';
import { until } from '../support/until';
import { ask } from '../support/v1';

type Work = Parameters<typeof testJob>[0];

interface Task {
  status: string;
  progress: { done: number | null; total: number | null; message: string | null };
}

const inAnHour = () => new Date(Date.now() + 3_600_000);

/** What the handler of `test.work` does; each test says. */
let work: Work = async () => undefined;
let club: Club;
let ada: Member;
let bob: Member;

beforeAll(async () => {
  club = await startClub({ prepare: withJobs([testJob((context) => work(context), { attempts: 2 })]) });
  ada = await signUp(club, 'ada');
  bob = await signUp(club, 'bob');
});
afterAll(() => club.stop());
beforeEach(() => {
  work = async () => undefined;
});

const enqueue = (options: { owner?: string; key?: string; runAt?: Date } = { owner: ada.documentId }) =>
  jobsService(club.strapi).enqueue('test.work', { n: 1 }, options);

const taskFor = (authorization: string | null, id: string, headers: Record<string, string> = {}) =>
  ask(club, `/tasks/${id}`, { headers: { ...headers, ...(authorization !== null && { authorization }) } });

const task = async (id: string): Promise<Task> => {
  const answer = await taskFor(ada.authorization, id);
  expect(answer.status).toBe(200);
  return answer.body.data;
};

const taskOnce = (id: string, holds: (task: Task) => boolean) => until(() => task(id), holds);
const taskWhen = (id: string, status: string) => taskOnce(id, (found) => found.status === status);

/** A handler that goes on when the test says how. */
function held() {
  let end: (outcome: unknown) => void = () => undefined;
  const outcome = new Promise((resolve) => (end = resolve));
  const handler: Work = async (job) => {
    job.progress(1, 3, 'The first of three');
    return outcome;
  };
  return { handler, end };
}

describe('its owner sees a task', () => {
  const isInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

  it('wait, run and end', async () => {
    const { handler, end } = held();
    work = handler;
    await jobsService(club.strapi).pause(['test.work'], { reason: 'The test looks first' });
    const id = await enqueue();
    expect(await task(id)).toEqual({
      id,
      name: 'test.work',
      status: 'pending',
      progress: { done: null, total: null, message: null },
      result: null,
      error: null,
      created_at: isInstant,
      started_at: null,
      finished_at: null,
    });

    await jobsService(club.strapi).resume(['test.work']);
    expect(await taskOnce(id, ({ progress }) => progress.done !== null)).toMatchObject({
      status: 'running',
      progress: { done: 1, total: 3, message: 'The first of three' },
      started_at: isInstant,
      finished_at: null,
    });

    end({ rows: 3 });
    expect(await taskWhen(id, 'done')).toMatchObject({
      result: { rows: 3 },
      error: null,
      finished_at: isInstant,
    });
  });

  it('that is for later as pending', async () => {
    const id = await enqueue({ owner: ada.documentId, runAt: inAnHour() });
    expect((await task(id)).status).toBe('pending');
  });

  it('fail, and nothing of the cause', async () => {
    work = async () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5:3306'));
    const id = await enqueue();
    await taskWhen(id, 'failed');
    const { text } = await taskFor(ada.authorization, id);
    expect(JSON.parse(text)).toMatchObject({
      data: { error: "It did not work, for a reason on our side; the club's staff can see which" },
    });
    expect(text).not.toContain('10.0.0.5');
  });

  it('fail for what another version of the club had enqueued, and nothing of its inside', async () => {
    await jobsService(club.strapi).pause(['test.work'], { reason: 'The test changes it first' });
    const id = await enqueue();
    await club.strapi.db.connection('jobs').where({ document_id: id }).update({ payload: '{"inside":1}' });
    await jobsService(club.strapi).resume(['test.work']);
    expect(await taskWhen(id, 'failed')).toMatchObject({
      error: "It did not work, for a reason on our side; the club's staff can see which",
    });
  });

  it('wait for a person of the staff, as any that waits', async () => {
    work = async () => Promise.reject(new ActionRequiredError('The key is void', 'Paste another'));
    const id = await enqueue();
    await until(
      () => jobsService(club.strapi).counts(['test.work']),
      ({ paused }) => paused !== null,
    );
    const { text } = await taskFor(ada.authorization, id);
    expect(JSON.parse(text)).toMatchObject({ data: { status: 'pending', error: null } });
    expect(text).not.toMatch(/void|Paste/);
    work = async () => undefined;
    await jobsService(club.strapi).resume(['test.work']);
    await taskWhen(id, 'done');
  });

  it('fail for a reason that its handler gives', async () => {
    work = async () => Promise.reject(new UnrecoverableError('This account is linked already.'));
    expect(await taskWhen(await enqueue(), 'failed')).toMatchObject({
      error: 'This account is linked already.',
    });
  });

  it('give way to a newer one', async () => {
    const { handler, end } = held();
    work = handler;
    const id = await enqueue({ owner: ada.documentId, key: 'one' });
    await taskWhen(id, 'running');
    await enqueue({ owner: ada.documentId, key: 'one', runAt: inAnHour() });
    end(Promise.reject(new Error('It did not work this time')));
    expect(await taskWhen(id, 'cancelled')).toMatchObject({ result: null, error: null });
  });

  it('as nobody may keep it', async () => {
    const id = await enqueue({ owner: ada.documentId, runAt: inAnHour() });
    const { status, headers } = await taskFor(ada.authorization, id, { 'If-None-Match': '*' });
    expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([
      200,
      'private, no-store',
      null,
    ]);
  });

  it('with the token of any of their sessions', async () => {
    const { authorization } = await signIn(club, ada);
    expect((await taskFor(authorization, await enqueue())).status).toBe(200);
  });

  it('from a page of another origin', async () => {
    const preflight = await ask(club, '/tasks/any', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://website.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
  });
});

it("somebody else's task, nobody's and none look alike", async () => {
  const runAt = inAnHour();
  const ids = [await enqueue({ owner: ada.documentId, runAt }), await enqueue({ runAt }), 'none'];
  for (const id of ids) {
    const answer = await taskFor(bob.authorization, id);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(answer.body).toEqual({ success: false, error: `Task '${id}' not found` });
  }
});

describe('its owner cancels a task', () => {
  const cancel = (authorization: string, id: string) =>
    ask(club, `/tasks/${id}`, { method: 'DELETE', headers: { authorization } });

  it('that waits: it does not start, and cancelling it at once or again does nothing', async () => {
    const id = await enqueue({ owner: ada.documentId, runAt: inAnHour() });
    const atOnce = await Promise.all([1, 2, 3, 4].map(() => cancel(ada.authorization, id)));
    for (const { status, text } of [...atOnce, await cancel(ada.authorization, id)])
      expect([status, text]).toEqual([204, '']);
    expect(await task(id)).toMatchObject({ status: 'cancelled', result: null, error: null });
  });

  it('that runs: what it still does does not count', async () => {
    const { handler, end } = held();
    work = handler;
    const id = await enqueue();
    await taskWhen(id, 'running');
    expect((await cancel(ada.authorization, id)).status).toBe(204);
    end({ rows: 3 });
    expect(await taskWhen(id, 'cancelled')).toMatchObject({ result: null });
  });

  it('that has ended: 409', async () => {
    const id = await enqueue();
    await taskWhen(id, 'done');
    const { status, body } = await cancel(ada.authorization, id);
    expect([status, body]).toEqual([
      409,
      { success: false, error: 'It is done: only tasks that wait or run can be cancelled' },
    ]);
  });

  it('nobody else', async () => {
    const id = await enqueue({ owner: ada.documentId, runAt: inAnHour() });
    expect((await cancel(bob.authorization, id)).status).toBe(404);
    expect((await cancel('Bearer nonsense', id)).status).toBe(401);
    expect((await ask(club, `/tasks/${id}`, { method: 'DELETE' })).status).toBe(401);
    expect((await task(id)).status).toBe('pending');
  });

  it('by no other method: 405 says which there are', async () => {
    const { status, headers, body } = await ask(club, '/tasks/any', { method: 'PUT' });
    expect([status, headers.get('allow'), body.error]).toEqual([
      405,
      'GET, HEAD, DELETE, OPTIONS',
      'Method not allowed',
    ]);
  });
});

it('HEAD has the headers of a task alone', async () => {
  const id = await enqueue({ owner: ada.documentId, runAt: inAnHour() });
  const answer = await ask(club, `/tasks/${id}`, {
    method: 'HEAD',
    headers: { authorization: ada.authorization },
  });
  expect([answer.status, answer.text, answer.headers.get('cache-control')]).toEqual([
    200,
    '',
    'private, no-store',
  ]);
  expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(50);
});

it('staff see the tasks of members', async () => {
  const roles = club.strapi.db.query('plugin::users-permissions.role');
  const role = await roles.create({ data: { name: 'Staff', type: 'staff', description: '' } });
  await club.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { id: bob.id }, data: { role: role.id } });
  const id = await enqueue({ owner: ada.documentId, runAt: inAnHour() });
  expect((await taskFor(bob.authorization, id)).status).toBe(200);
  const authenticated = await roles.findOne({ where: { type: 'authenticated' } });
  await club.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { id: bob.id }, data: { role: authenticated.id } });
  expect((await taskFor(bob.authorization, id)).status).toBe(404);
});

it('the documentation says who may ask, and with what', async () => {
  const { text } = await ask(club, '/openapi.json');
  await expect(validate(text)).resolves.toEqual([]);
  const { paths, components } = JSON.parse(text);
  const { security, responses } = paths['/tasks/{id}'].get;
  expect(security).toEqual([{ member: [] }]);
  expect(Object.keys(responses)).toEqual(['200', '400', '401', '404', '429', '500']);
  expect(components.securitySchemes.member).toMatchObject({ type: 'http', scheme: 'bearer' });
  expect(paths['/events'].get.security).toBeUndefined();
  expect(Object.keys(paths['/events'].get.responses)).toEqual(['200', '304', '400', '429', '500']);
});
