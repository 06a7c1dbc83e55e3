import { jobDetail, type JobDetail, type State } from '../../src/plugins/jobs/contract/job';
import { untranslated } from '../../src/plugins/jobs/contract/message';
import { jobList, overview, retriedAnswer, statistics } from '../../src/plugins/jobs/contract/requests';
import { jobMessages } from '../../src/plugins/jobs/server/domain/job-messages';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { testJob, withJobs } from '../support/jobs';
import { insertPastJobs, type PastJob } from '../support/past-jobs';
import { until } from '../support/until';

const name = 'test.work';
let club: Club;
let editor: Send;
/** What the handler does, by the payload's `n`. */
const behaviours = new Map<number, (signal: AbortSignal) => Promise<unknown>>();
let numbers = 0;

beforeAll(async () => {
  const job = testJob(async ({ payload: { n }, signal }) => behaviours.get(n)?.(signal), {
    attempts: 2,
    entryType: 'api::artist.artist',
  });
  club = await startClub({ prepare: withJobs([job], { pollMs: 50, leaseMs: 300 }) });
  editor = await asEditor(club);
});
afterAll(() => club.stop());
afterEach(async () => {
  await jobs().resume([name]);
  await club.strapi.db.connection('jobs').delete();
});

const jobs = () => jobsService(club.strapi);

/** Enqueues a job that behaves so. */
async function enqueue(behaviour: (signal: AbortSignal) => Promise<unknown>, key?: string): Promise<string> {
  const n = (numbers += 1);
  behaviours.set(n, behaviour);
  return jobs().enqueue(name, { n }, key === undefined ? {} : { key });
}
const failing = async (): Promise<never> => {
  throw new Error('the calendar refused: access_token=EAABsecret');
};
const working = async () => ({ made: 1 });
const cancelled = jobMessages.say('cancelled', { by: 'Edi Tor' });

const storyOf = async (id: string): Promise<JobDetail> =>
  jobDetail.parse((await editor('GET', `/jobs/jobs/${id}`)).body);
const reaches = (id: string, state: State) =>
  until(
    () => storyOf(id),
    (story) => story.state === state,
  );

const past = (rows: readonly PastJob[]) => insertPastJobs(club.strapi, name, rows);

describe('seeing', () => {
  test('a failed job tells its whole story, without secrets', async () => {
    const id = await enqueue(failing, 'event-1');
    const story = await reaches(id, 'failed');
    expect(story).toMatchObject({
      name,
      key: 'event-1',
      attempt: 2,
      attempts: 2,
      error: untranslated('the calendar refused: access_token=[masked]'),
      pause: null,
    });
    expect(story.history.map(({ attempt, outcome, message }) => [attempt, outcome, message.text])).toEqual([
      [1, 'failed', 'the calendar refused: access_token=[masked]'],
      [2, 'failed', 'the calendar refused: access_token=[masked]'],
    ]);
  });

  test('a list is filtered by name, state and key or id, newest first, a page at a time', async () => {
    await past([
      { state: 'done', key: 'a%b' },
      { state: 'failed', key: 'axb' },
      { state: 'failed', key: 'a%b' },
      { state: 'failed' },
    ]);
    const ids = async (query: string) => {
      const { jobs: found, pagination } = jobList.parse((await editor('GET', `/jobs/jobs?${query}`)).body);
      return [found.map(({ id }) => id), pagination.total];
    };
    expect(await ids(`name=${name}`)).toEqual([['past-3', 'past-2', 'past-1', 'past-0'], 4]);
    expect(await ids('name=nobodys')).toEqual([[], 0]);
    expect(await ids('state=failed&pageSize=2')).toEqual([['past-3', 'past-2'], 3]);
    expect(await ids('state=failed&pageSize=2&page=2')).toEqual([['past-1'], 3]);
    expect(await ids('search=a%25')).toEqual([['past-2', 'past-0'], 2]);
    expect(await ids('search=past-3')).toEqual([['past-3'], 1]);
    expect(await ids('search=A')).toEqual([['past-2', 'past-1', 'past-0'], 3]);
  });

  test('the key of a document is told by its title, and a failure that a newer job has made up for', async () => {
    const { documentId } = await club.strapi
      .documents('api::artist.artist')
      .create({ data: { name: 'Ember Hour', avatarName: 'Ember Resident' } });
    await past([
      { state: 'failed', key: documentId },
      { state: 'failed', key: documentId },
      { state: 'done', key: documentId },
      { state: 'failed', key: documentId },
      { state: 'failed', key: 'gone' },
      { state: 'done' },
    ]);
    const { jobs: listed } = jobList.parse((await editor('GET', `/jobs/jobs?name=${name}`)).body);
    expect(listed.map(({ entry, isResolved }) => [entry?.title, isResolved])).toEqual([
      [undefined, false],
      [null, false],
      ['Ember Hour', false],
      ['Ember Hour', false],
      ['Ember Hour', true],
      ['Ember Hour', true],
    ]);
    const entry = { type: 'api::artist.artist', documentId, title: 'Ember Hour' };
    expect(await storyOf('past-0')).toMatchObject({ isResolved: true, entry });
    const { names } = await jobs().overview();
    expect(names.find((each) => each.name === name)).toMatchObject({ counts: { failed: 4 }, resolved: 2 });
    expect((await jobs().counts([name])).failed).toBe(2);
  });

  test('counts are by state and name, and say what is paused', async () => {
    await past([{ state: 'done' }, { state: 'failed' }, { state: 'failed' }]);
    await editor('POST', `/jobs/names/${name}/pause`, { reason: 'moving house' });
    const { names } = overview.parse((await editor('GET', '/jobs/overview')).body);
    expect(names.map((each) => each.name)).toEqual(names.map((each) => each.name).sort());
    expect(names.map((each) => each.name)).toContain('jobs.prune');
    expect(names.find((each) => each.name === name)).toMatchObject({
      counts: { delayed: 0, pending: 0, running: 0, done: 1, failed: 2, cancelled: 0 },
      pause: { reason: untranslated('moving house'), whatToDo: null },
      isKnown: true,
    });
  });

  test('the last hour, by the minute: done, failed, and how long they had waited', async () => {
    const waits = Array.from({ length: 100 }, (_, index) => index + 1);
    await past([
      ...waits.map((waited) => ({ state: 'done' as const, minutesAgo: 5, waited })),
      { state: 'failed', minutesAgo: 10, waited: 7 },
      { state: 'cancelled', minutesAgo: 10 },
      { state: 'done', minutesAgo: 70 },
    ]);
    const { minutes } = statistics.parse((await editor('GET', `/jobs/statistics?name=${name}`)).body);
    expect(minutes).toHaveLength(60);
    const busy = minutes.filter(({ latency }) => latency !== null);
    expect(busy.map(({ done, failed, latency }) => [done, failed, latency])).toEqual([
      [0, 1, { p50: 7, p95: 7 }],
      [100, 0, { p50: 50, p95: 95 }],
    ]);
    const other = statistics.parse((await editor('GET', '/jobs/statistics?name=other')).body);
    expect(other.minutes.every(({ latency }) => latency === null)).toBe(true);
  });

  test('a job that was due later has waited since then, not since it was enqueued', async () => {
    await past([{ state: 'done', minutesAgo: 5, waited: 60_000 }]);
    const table = () => club.strapi.db.connection('jobs');
    const [{ started_at }] = await table().select('started_at');
    await table().update({ run_at: Number(started_at) - 20 });
    const { minutes } = await jobs().statistics();
    expect(minutes.find(({ done }) => done === 1)?.latency).toEqual({ p50: 20, p95: 20 });
  });

  test('a page takes as many queries for many jobs as for few', async () => {
    const queries: string[] = [];
    const note = ({ sql }: { sql: string }) => queries.push(sql);
    club.strapi.db.connection.on('query', note);
    const listed = async () => {
      const before = queries.length;
      const { jobs: found } = await jobs().list({ page: 1, pageSize: 100 });
      return [found.length, queries.length - before];
    };
    await past([{ state: 'failed', key: 'a' }]);
    queries.length = 0;
    expect(await listed()).toEqual([1, 4]);
    await past(Array.from({ length: 90 }, () => ({ state: 'failed' as const })));
    expect(await listed()).toEqual([91, 4]);
    club.strapi.db.connection.off('query', note);
  });
});

describe('acting', () => {
  test('a failed job that is retried begins anew, keeps its history, and may well succeed', async () => {
    let isBroken = true;
    const id = await enqueue(() => (isBroken ? failing() : working()));
    await reaches(id, 'failed');
    isBroken = false;
    const answer = await editor('POST', `/jobs/jobs/${id}/retry`);
    expect(answer.status).toBe(200);
    const story = await reaches(id, 'done');
    expect(story).toMatchObject({ attempt: 1, error: null, result: { made: 1 } });
    expect(story.history).toHaveLength(2);
  });

  test('what waits or is done is not retried, nor what a newer one of its key will do', async () => {
    const failed = await enqueue(failing, 'event-1');
    await reaches(failed, 'failed');
    const done = await enqueue(working);
    await reaches(done, 'done');
    await jobs().pause([name], { reason: 'so that one waits' });
    const waiting = await enqueue(working, 'event-1');

    expect(await editor('POST', `/jobs/jobs/${failed}/retry`)).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('"event-1" waits already') } },
    });
    expect(await editor('POST', `/jobs/jobs/${done}/retry`)).toMatchObject({ status: 409 });
    expect(await editor('POST', `/jobs/jobs/${waiting}/retry`)).toMatchObject({ status: 409 });
    expect(await storyOf(failed)).toMatchObject({ state: 'failed', attempt: 2 });
  });

  test('all failed ones of a name are retried, of each key the newest', async () => {
    await jobs().pause([name], { reason: 'so that they wait' });
    await past([
      { state: 'failed', key: 'e1' },
      { state: 'failed', key: 'e1' },
      { state: 'failed', key: 'e2' },
      { state: 'cancelled' },
      ...Array.from({ length: 1200 }, () => ({ state: 'failed' as const })),
    ]);
    await enqueue(working, 'e2');
    const { body } = await editor('POST', `/jobs/names/${name}/retry-failed`);
    expect(retriedAnswer.parse(body)).toEqual({ retried: 1201, left: 2 });
    expect(await storyOf('past-0')).toMatchObject({ state: 'failed' });
    expect(await storyOf('past-1')).toMatchObject({ state: 'pending', attempt: 0 });
    expect(await storyOf('past-2')).toMatchObject({ state: 'failed' });
    expect(await storyOf('past-3')).toMatchObject({ state: 'cancelled' });
    // The key of the one that waits again holds: another of it merges.
    expect(await enqueue(working, 'e1')).toBe('past-1');
  });

  test('one that waits is cancelled, and its key is free again', async () => {
    await jobs().pause([name], { reason: 'so that it waits' });
    const id = await enqueue(working, 'event-1');
    const { body } = await editor('POST', `/jobs/jobs/${id}/cancel`);
    expect(body).toMatchObject({ state: 'cancelled', error: cancelled, history: [] });
    expect(await enqueue(working, 'event-1')).not.toBe(id);
    expect(await editor('POST', `/jobs/jobs/${id}/cancel`)).toMatchObject({ status: 409 });
  });

  test('one that runs is stopped, and what it still does does not count', async () => {
    let stopped = 0;
    const id = await enqueue(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            stopped += 1;
            resolve('too late');
          });
        }),
    );
    await reaches(id, 'running');
    await editor('POST', `/jobs/jobs/${id}/cancel`);
    await until(
      async () => stopped,
      (times) => times === 1,
    );
    const story = await storyOf(id);
    expect(story).toMatchObject({ state: 'cancelled', result: null, leaseUntil: null });
    expect(story.history).toMatchObject([{ attempt: 1, outcome: 'cancelled', message: cancelled }]);
    await editor('POST', `/jobs/jobs/${id}/retry`);
    await reaches(id, 'running');
    await editor('POST', `/jobs/jobs/${id}/cancel`);
  });
});
