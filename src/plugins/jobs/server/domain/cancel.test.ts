import { waitingRow } from '../../../../../tests/support/job-rows';
import { untranslated } from '../../contract/message';
import { cancellationOf, type JobRow } from './job';
import { jobMessages } from './job-messages';

const now = Date.UTC(2030, 4, 4, 19, 0, 5);
const row = waitingRow();
const said = jobMessages.say('cancelled', { by: 'Ada' });
const earlier = {
  attempt: 1,
  startedAt: null,
  endedAt: '2030-05-04T18:00:00.000Z',
  outcome: 'failed' as const,
  message: untranslated('no'),
  worker: null,
};

test('one that waits has had no attempt', () => {
  expect(cancellationOf({ ...row, history: [earlier] }, { said, now })).toEqual({
    finishedAt: now,
    error: said,
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
  expect(cancellationOf(running, { said, now }).history).toEqual([
    earlier,
    {
      attempt: 2,
      startedAt: '2030-05-04T19:00:00.000Z',
      endedAt: '2030-05-04T19:00:05.000Z',
      outcome: 'cancelled',
      message: said,
      worker: 'host 1',
    },
  ]);
});
