import { jobDetail, type JobDetail } from '../../src/plugins/jobs/contract/job';
import { untranslated } from '../../src/plugins/jobs/contract/message';
import { jobList, longestReason } from '../../src/plugins/jobs/contract/requests';
import { jobMessages } from '../../src/plugins/jobs/server/domain/job-messages';
import { UnrecoverableErrorForStaff } from '../../src/plugins/jobs/server/outcomes';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { testJob, withJobs } from '../support/jobs';
import { until } from '../support/until';

const name = 'test.work';
const said = jobMessages.say('lost');
let club: Club;
let editor: Send;

beforeAll(async () => {
  const job = testJob(async () => {
    throw new UnrecoverableErrorForStaff(said);
  });
  club = await startClub({ prepare: withJobs([job], { pollMs: 50 }) });
  editor = await asEditor(club);
});
afterAll(() => club.stop());
afterEach(async () => {
  await jobs().resume([name]);
  await club.strapi.db.connection('jobs').delete();
});

const jobs = () => jobsService(club.strapi);
const storyOf = async (id: string): Promise<JobDetail> =>
  jobDetail.parse((await editor('GET', `/jobs/jobs/${id}`)).body);

test('a paused name waits, with its reason, until it is resumed', async () => {
  await editor('POST', `/jobs/names/${name}/pause`, { reason: 'Google is down' });
  const id = await jobs().enqueue(name, { n: 1 });
  expect(await storyOf(id)).toMatchObject({
    state: 'pending',
    pause: { reason: untranslated('Google is down') },
  });
  expect(await editor('POST', `/jobs/names/${name}/resume`)).toMatchObject({ body: { names: [name] } });
  await until(
    () => storyOf(id),
    ({ state }) => state === 'failed',
  );
});

test('a reason is at most as long as it is shown', async () => {
  const pause = (reason: string) => editor('POST', `/jobs/names/${name}/pause`, { reason });
  expect(await pause('x'.repeat(longestReason + 1))).toMatchObject({ status: 400 });
  expect(await pause('x'.repeat(longestReason))).toMatchObject({ status: 200 });
});

describe('what the club says itself', () => {
  test('is stored as a message, of a pause, a failure and an attempt', async () => {
    await jobs().pause([name], { reason: said, whatToDo: jobMessages.say('stopped') });
    const id = await jobs().enqueue(name, { n: 1 });
    expect(await storyOf(id)).toMatchObject({
      pause: { reason: said, whatToDo: jobMessages.say('stopped') },
    });
    await jobs().resume([name]);
    const { error, history } = await until(
      () => storyOf(id),
      ({ state }) => state === 'failed',
    );
    expect([error, history[0]?.message]).toEqual([said, said]);
    const { body } = await editor('GET', '/jobs/jobs');
    expect(jobList.parse(body).jobs[0]?.error).toEqual(said);
  });

  test('is shown as it stands in rows from before messages had ids', async () => {
    const { connection } = club.strapi.db;
    await jobs().pause([name], { reason: said, whatToDo: said });
    const id = await jobs().enqueue(name, { n: 1 });
    const old = {
      attempt: 1,
      startedAt: null,
      endedAt: '2026-01-01T00:00:00.000Z',
      outcome: 'lost',
      worker: null,
    };
    await connection('jobs')
      .where({ document_id: id })
      .update({
        error: 'No answer',
        error_message: null,
        history: JSON.stringify([{ ...old, message: 'It died' }]),
      });
    await connection('job_queues')
      .where({ name })
      .update({ reason: 'A key', reason_message: null, what_to_do: 'Renew it', remedy_message: null });
    expect(await storyOf(id)).toMatchObject({
      error: untranslated('No answer'),
      history: [{ message: untranslated('It died') }],
      pause: { reason: untranslated('A key'), whatToDo: untranslated('Renew it') },
    });
  });
});
