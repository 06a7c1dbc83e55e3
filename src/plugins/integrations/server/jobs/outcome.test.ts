import { RetryAt, UnrecoverableErrorForStaff, ActionRequiredError } from '../../../jobs/server/outcomes';
import { RemoteError, type RemoteFault } from '../domain/remote-error';
import { jobOutcomeOf } from './outcome';

const error = (fault: Partial<RemoteFault>): RemoteError =>
  new RemoteError('It failed', { kind: 'again', failure: 'HTTP 500', ...fault });

test('again, with its time', () => {
  const outcome = jobOutcomeOf(error({ retryAt: 1_000_000 }));
  expect(outcome).toBeInstanceOf(RetryAt);
  expect(outcome).toMatchObject({ at: new Date(1_000_000), message: 'It failed' });
});

test('again, when nobody said when: as the queue does with any failure', () => {
  const failed = error({});
  expect(jobOutcomeOf(failed)).toBe(failed);
});

test('never: what the remote said is for staff', () => {
  expect(jobOutcomeOf(error({ kind: 'never' }))).toBeInstanceOf(UnrecoverableErrorForStaff);
});

test('reconnect, with what to do', () => {
  const outcome = jobOutcomeOf(error({ kind: 'reconnect', whatToDo: 'Make a new token' }));
  expect(outcome).toBeInstanceOf(ActionRequiredError);
  expect(outcome).toMatchObject({ whatToDo: 'Make a new token' });
});
