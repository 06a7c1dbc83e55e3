import type { JobRow } from './job';
import { untranslated } from '../../contract/message';
import type { JobSummary } from '../../contract/job';
import { toJobDetail, toJobSummary, toListedJob } from './views';

const at = Date.UTC(2030, 4, 4, 19, 0);
const row: JobRow = {
  rowId: 7,
  id: 'j1',
  name: 'events.sync',
  key: 'e1',
  payload: '{"event":"e1","token":"t"}',
  owner: 'member',
  state: 'running',
  priority: 2,
  runAt: 0,
  enqueuedAt: at,
  startedAt: at + 1000,
  finishedAt: null,
  attempt: 2,
  leaseToken: 'lease',
  leaseUntil: at + 31_000,
  worker: 'host 1',
  progress: { done: 1, total: 3, message: 'password=x' },
  result: null,
  error: untranslated('refused: Bearer abcdefgh'),
  history: [
    {
      attempt: 1,
      startedAt: '2030-05-04T19:00:00.000Z',
      endedAt: '2030-05-04T19:00:01.000Z',
      outcome: 'failed',
      message: untranslated('refused: Bearer abcdefgh'),
      worker: 'host 1',
    },
  ],
};
const listedOf = (of: JobRow) => ({ ...toJobSummary(of), entry: null, isResolved: false });
const nothing = { attempts: null, pause: null };

test('everything of it is told, times as ISO and secrets masked', () => {
  const reason = untranslated('The key was withdrawn');
  const whatToDo = untranslated('Make a new one');
  const pause = { reason, whatToDo, since: at };
  expect(toJobDetail(row, { listed: listedOf(row), attempts: 5, pause })).toEqual({
    id: 'j1',
    name: 'events.sync',
    key: 'e1',
    entry: null,
    isResolved: false,
    state: 'running',
    attempt: 2,
    attempts: 5,
    enqueuedAt: '2030-05-04T19:00:00.000Z',
    runAt: null,
    startedAt: '2030-05-04T19:00:01.000Z',
    finishedAt: null,
    leaseUntil: '2030-05-04T19:00:31.000Z',
    error: untranslated('refused: Bearer [masked]'),
    owner: 'member',
    priority: 2,
    worker: 'host 1',
    progress: { done: 1, total: 3, message: 'password=[masked]' },
    payload: { event: 'e1', token: '[masked]' },
    result: null,
    history: [{ ...row.history[0], message: untranslated('refused: Bearer [masked]') }],
    pause: { reason, whatToDo, since: '2030-05-04T19:00:00.000Z' },
  });
});

test('a list shows what a list needs', () => {
  expect(Object.keys(toJobSummary(row)).sort()).toEqual(
    [
      'attempt',
      'enqueuedAt',
      'error',
      'finishedAt',
      'id',
      'key',
      'name',
      'runAt',
      'startedAt',
      'state',
    ].sort(),
  );
});

test.each<[string, Partial<JobRow>, object]>([
  ['no progress', { progress: { done: null, total: null, message: null } }, { progress: null }],
  ['a time it is due', { runAt: at }, { runAt: '2030-05-04T19:00:00.000Z' }],
  ['a payload that is no JSON', { payload: 'half of {' }, { payload: 'half of {' }],
  [
    'a result',
    { state: 'done', result: '{"made":3,"secret":"s"}' },
    { result: { made: 3, secret: '[masked]' } },
  ],
  ['no lease once it has ended', { state: 'done' }, { leaseUntil: null }],
])('%s', (_, changes, expected) => {
  const changed = { ...row, ...changes };
  expect(toJobDetail(changed, { listed: listedOf(changed), ...nothing })).toMatchObject(expected);
});

const event = 'api::event.event';
const titles = new Map([[`${event} e1`, 'The Long Night']]);
const titled = { type: event, documentId: 'e1', title: 'The Long Night' };

test.each<[string, Partial<JobSummary>, string | null, object]>([
  ['an entry by its title', {}, event, { entry: titled, isResolved: false }],
  ['an entry that is gone', { key: 'e2' }, event, { entry: { ...titled, documentId: 'e2', title: null } }],
  ['a key that is no entry', {}, null, { entry: null }],
  ['no key', { key: null }, event, { entry: null }],
  ['a failure that a newer job has made up for', { id: 'j2' }, event, { isResolved: true }],
])('a listed job has %s', (_, changes, entryType, expected) => {
  const job = { ...toJobSummary(row), ...changes };
  expect(toListedJob(job, { entryType, titles, resolvedIds: new Set(['j2']) })).toMatchObject(expected);
});
