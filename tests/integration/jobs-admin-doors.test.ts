import { manageAction, readAction } from '../../src/plugins/jobs/contract/permissions';
import { startClub, type Club } from '../support/club';
import { asEditor, asNobody, asStaffWho, type Send } from '../support/editors';
import { testJob, withJobs } from '../support/jobs';

const name = 'test.work';
let club: Club;
let editor: Send;

beforeAll(async () => {
  club = await startClub({ prepare: withJobs([testJob(async () => null)]) });
  editor = await asEditor(club);
});
afterAll(() => club.stop());

test.each([
  ['GET', '/jobs/jobs/nobody', undefined, 404, 'There is no job nobody'],
  ['POST', '/jobs/jobs/nobody/retry', {}, 404, 'There is no job nobody'],
  ['POST', '/jobs/jobs/nobody/cancel', {}, 404, 'There is no job nobody'],
  ['POST', '/jobs/names/nobodys/pause', { reason: 'x' }, 404, 'There are no jobs named "nobodys"'],
  ['POST', '/jobs/names/nobodys/resume', {}, 404, 'There are no jobs named "nobodys"'],
  ['POST', '/jobs/names/nobodys/retry-failed', {}, 404, 'There are no jobs named "nobodys"'],
  ['POST', `/jobs/names/${name}/pause`, { reason: ' ' }, 400, 'reason: Say why'],
  ['GET', '/jobs/jobs?state=lost', undefined, 400, 'state: '],
  ['GET', '/jobs/jobs?page=0', undefined, 400, 'page: '],
  ['GET', '/jobs/jobs?name=a&name=b', undefined, 400, 'name: '],
])('%s %s with %j: %i, %s', async (method, path, body, status, message) => {
  expect(await editor(method, path, body)).toMatchObject({
    status,
    body: { error: { message: expect.stringContaining(message) } },
  });
});

test('who may only read may only read, who may not does not, and a visitor is asked who he is', async () => {
  const reader = await asStaffWho(club, [readAction]);
  const manager = await asStaffWho(club, [readAction, manageAction]);
  const other = await asStaffWho(club, ['plugin::upload.read']);
  const pause = `/jobs/names/${name}/pause`;
  const statuses = async (send: Send) => [
    (await send('GET', '/jobs/overview')).status,
    (await send('GET', '/jobs/statistics')).status,
    (await send('GET', '/jobs/jobs')).status,
    (await send('POST', '/jobs/jobs/nobody/retry')).status,
    (await send('POST', '/jobs/jobs/nobody/cancel')).status,
    (await send('POST', pause, { reason: 'because' })).status,
  ];
  expect(await statuses(manager)).toEqual([200, 200, 200, 404, 404, 200]);
  expect(await statuses(reader)).toEqual([200, 200, 200, 403, 403, 403]);
  expect(await statuses(other)).toEqual([403, 403, 403, 403, 403, 403]);
  expect(await statuses(asNobody(club))).toEqual([401, 401, 401, 401, 401, 401]);
});
