import type { JobRow } from '../../src/plugins/jobs/server/domain/job';

/** A job that waits and has never been tried. */
const waiting: JobRow = {
  rowId: 7,
  id: 'j1',
  name: 'test.work',
  key: null,
  payload: '{}',
  owner: null,
  state: 'pending',
  priority: 0,
  runAt: 0,
  enqueuedAt: Date.UTC(2026, 6, 1, 11),
  startedAt: null,
  finishedAt: null,
  attempt: 0,
  leaseToken: null,
  leaseUntil: null,
  worker: null,
  progress: { done: null, total: null, message: null },
  result: null,
  error: null,
  history: [],
};

export const waitingRow = (differs: Partial<JobRow> = {}): JobRow => ({ ...waiting, ...differs });

/** One that is in its first attempt. */
export const runningRow = (differs: Partial<JobRow> = {}): JobRow =>
  waitingRow({ state: 'running', attempt: 1, leaseToken: 'token', worker: 'host 1', ...differs });
