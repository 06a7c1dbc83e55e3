import { untranslated } from '../../../jobs/contract/message';
import { ActionRequiredError, RetryAt, UnrecoverableErrorForStaff } from '../../../jobs/server/outcomes';
import type { RetryDecision } from '../domain/error-policy';
import { RemoteError } from '../domain/remote-error';
import { jobErrorOf } from './job-error';

const first = { attempt: 1, random: 0, now: 1_000_000 };
const error = (decision: RetryDecision): RemoteError =>
  new RemoteError(untranslated('It failed'), { decision, failure: 'HTTP 500' });

test.each(['retry', 'verify-first'] as const)('%s, with its time', (kind) => {
  const asked = jobErrorOf(error({ kind, notBefore: 1_000_000, backoff: null }), first);
  expect(asked).toBeInstanceOf(RetryAt);
  expect(asked).toMatchObject({ at: new Date(1_000_000), message: 'It failed' });
  const backoff = { first: 5_000, most: 60_000 };
  expect(jobErrorOf(error({ kind, notBefore: null, backoff }), { ...first, attempt: 2 })).toMatchObject({
    at: new Date(1_010_000),
  });
});

test('again, when nobody said when: as the queue does with any failure', () => {
  const failed = error({ kind: 'retry', notBefore: null, backoff: null });
  expect(jobErrorOf(failed, first)).toBe(failed);
});

test.each(['give-up', 'gone', 'exists'] as const)('%s: what the remote said is for staff', (kind) => {
  const outcome = jobErrorOf(error({ kind, why: untranslated('Nothing is there') }), first);
  expect(outcome).toBeInstanceOf(UnrecoverableErrorForStaff);
  expect(outcome).toMatchObject({ message: 'Nothing is there', said: untranslated('Nothing is there') });
});

test('a person must act, and reads what to do', () => {
  const outcome = jobErrorOf(
    error({ kind: 'action-required', whatToDo: untranslated('Make a new token') }),
    first,
  );
  expect(outcome).toBeInstanceOf(ActionRequiredError);
  expect(outcome).toMatchObject({
    said: untranslated('It failed'),
    whatToDo: untranslated('Make a new token'),
  });
});

test('a person must act, and nobody knows how: the integration has it', () => {
  expect(jobErrorOf(error({ kind: 'action-required', whatToDo: null }), first)).toMatchObject({
    whatToDo: { id: 'integrations.message.see-integration' },
  });
});
