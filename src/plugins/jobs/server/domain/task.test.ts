import { waitingRow } from '../../../../../tests/support/job-rows';
import { untranslated } from '../../contract/message';
import type { Attempt } from './job';
import { taskSchema, toTask } from './task';

const at = Date.parse('2026-11-21T20:00:00Z');

const waiting = waitingRow({
  id: 'a1',
  name: 'members.export',
  payload: '{"secret":true}',
  owner: 'member',
  enqueuedAt: at,
});

const attempt = (outcome: Attempt['outcome']): Attempt => ({
  attempt: 1,
  startedAt: null,
  endedAt: '2026-11-21T20:00:01.000Z',
  outcome,
  message: untranslated('SELECT secret'),
  worker: 'host 1',
});

const general = "It did not work, for a reason on our side; the club's staff can see which";

describe('toTask', () => {
  it('is what the contract says, and no more of the job', () => {
    expect(taskSchema.parse(toTask(waiting))).toEqual({
      id: 'a1',
      name: 'members.export',
      status: 'pending',
      progress: { done: null, total: null, message: null },
      result: null,
      error: null,
      created_at: '2026-11-21T20:00:00.000Z',
      started_at: null,
      finished_at: null,
    });
  });

  it.each([
    ['delayed', 'pending'],
    ['pending', 'pending'],
    ['running', 'running'],
    ['done', 'done'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
  ] as const)('%s is %s', (state, status) => {
    expect(toTask({ ...waiting, state }).status).toBe(status);
  });

  it.each([
    ['an object', '{"rows":3}', { rows: 3 }],
    ['a text', '"x"', 'x'],
    ['false', 'false', false],
    ['null', 'null', null],
    ['nothing', null, null],
  ])('tells the result: %s', (_case, result, expected) => {
    const view = toTask({ ...waiting, state: 'done', result, startedAt: at + 1, finishedAt: at + 2 });
    expect(view).toMatchObject({
      result: expected,
      started_at: '2026-11-21T20:00:00.001Z',
      finished_at: '2026-11-21T20:00:00.002Z',
    });
  });

  it.each([
    ['failed', ['never'], 'SELECT secret'],
    ['failed', ['failed', 'never'], 'SELECT secret'],
    ['failed', ['failed'], general],
    ['failed', ['never', 'failed'], general],
    ['failed', ['lost'], general],
    ['failed', [], general],
    ['delayed', ['failed'], null],
    ['pending', ['person'], null],
    ['pending', ['never'], null],
    ['cancelled', ['failed'], null],
    ['done', ['failed'], null],
  ] as const)('%s after %j: the error is for its reader', (state, outcomes, expected) => {
    const job = { ...waiting, state, error: untranslated('SELECT secret'), history: outcomes.map(attempt) };
    expect(toTask(job).error).toBe(expected);
  });
});
