import { waitingRow } from '../../../../../tests/support/job-rows';
import { cancellationOf, type JobRow } from './job';

const now = Date.UTC(2030, 4, 4, 19, 0, 5);
const row = waitingRow();
const earlier = {
  attempt: 1,
  startedAt: null,
  endedAt: '2030-05-04T18:00:00.000Z',
  outcome: 'failed' as const,
  message: 'no',
  worker: null,
};

test('one that waits has had no attempt', () => {
  expect(cancellationOf({ ...row, history: [earlier] }, { by: 'Ada', now })).toEqual({
    finishedAt: now,
    error: 'Cancelled by Ada.',
    history: [earlier],
  });
});

test('the attempt of one that runs ends with it', () => {
  const running: JobRow = {
    ...row,
    state: 'running',
    attempt: 2,
    startedAt: now - 5000,
    worker: 'host 1',
    history: [earlier],
  };
  expect(cancellationOf(running, { by: 'Ada', now }).history).toEqual([
    earlier,
    {
      attempt: 2,
      startedAt: '2030-05-04T19:00:00.000Z',
      endedAt: '2030-05-04T19:00:05.000Z',
      outcome: 'cancelled',
      message: 'Cancelled by Ada.',
      worker: 'host 1',
    },
  ]);
});
