import fc from 'fast-check';
import { isLater, retryTime, type RetryDecision } from '../../../integrations/server/domain/error-policy';
import type { Failure } from '../../../integrations/server/domain/failure';
import { googleErrorPolicy } from './google-errors';

const answered = (status: number, reason?: string, message = 'Told so') => ({
  type: 'status' as const,
  status,
  headers: new Headers(),
  body: { error: { errors: [{ domain: 'global', reason, message }], code: status, message } },
});
const first = { attempt: 1, random: 0 };
const now = Date.parse('2026-11-10T12:00:00Z');

/** The decision, and how long it has the caller wait. */
function decided(failure: Failure, operation: string, trial: typeof first, retryAfterMs?: number) {
  const call = { method: 'POST', isRepeatable: true, operation };
  const notBefore = retryAfterMs === undefined ? null : now + retryAfterMs;
  const decision: RetryDecision | null | undefined = googleErrorPolicy.decide?.(failure, call, {
    now,
    notBefore,
  });
  if (!decision || !isLater(decision)) return { ...decision, afterMs: NaN };
  return { ...decision, afterMs: (retryTime(decision, { ...trial, now }) ?? NaN) - now };
}

it.each<[number, string | undefined, string, object]>([
  [409, 'duplicate', 'insert', { kind: 'exists' }],
  [410, 'deleted', 'delete', { kind: 'gone' }],
  [410, 'deleted', 'patch', { kind: 'gone' }],
  [404, 'notFound', 'delete', { kind: 'gone' }],
  [404, 'notFound', 'patch', { kind: 'gone' }],
  [404, 'notFound', 'get', { kind: 'gone' }],
  [404, 'notFound', 'insert', { kind: 'action-required' }],
  [404, 'notFound', 'list', { kind: 'action-required' }],
  [412, 'conditionNotMet', 'patch', { kind: 'retry' }],
  [409, 'conflict', 'patch', { kind: 'retry' }],
  [403, 'rateLimitExceeded', 'patch', { kind: 'retry', afterMs: 2_000 }],
  [403, 'userRateLimitExceeded', 'insert', { kind: 'retry', afterMs: 2_000 }],
  [429, 'rateLimitExceeded', 'insert', { kind: 'retry', afterMs: 2_000 }],
  [429, undefined, 'insert', { kind: 'retry', afterMs: 2_000 }],
  [403, 'quotaExceeded', 'insert', { kind: 'retry', afterMs: 1_800_000 }],
  [403, 'forbiddenForNonOrganizer', 'patch', { kind: 'refused' }],
  [403, 'forbiddenForNonOrganizer', 'insert', { kind: 'give-up' }],
  [403, 'forbidden', 'patch', { kind: 'refused' }],
  [403, 'requiredAccessLevel', 'patch', { kind: 'refused' }],
  [403, 'forbidden', 'delete', { kind: 'action-required' }],
  [403, 'requiredAccessLevel', 'insert', { kind: 'action-required' }],
  [403, 'insufficientPermissions', 'patch', { kind: 'action-required' }],
  [403, 'accessNotConfigured', 'list', { kind: 'action-required' }],
  [401, 'authError', 'get', { kind: 'action-required' }],
  [400, 'badRequest', 'insert', { kind: 'give-up' }],
  [400, 'invalid', 'patch', { kind: 'give-up' }],
  [410, 'fullSyncRequired', 'list', { kind: 'give-up' }],
  [410, 'updatedMinTooLongAgo', 'list', { kind: 'give-up' }],
  [500, 'backendError', 'insert', { kind: 'retry' }],
  [503, undefined, 'delete', { kind: 'retry' }],
])('%i %s on %s', (status, reason, action, expected) => {
  expect(decided(answered(status, reason), action, first)).toMatchObject(expected);
});

it.each(['invalid_grant', 'invalid_client', 'unauthorized_client'])(
  'a key that Google refuses: %s',
  (error) => {
    const body = { error, error_description: 'Invalid JWT Signature.' };
    expect(decided({ ...answered(400), body }, 'insert', first)).toMatchObject({
      kind: 'action-required',
      why: { text: `Google answered 400: “${error} Invalid JWT Signature.”` },
      whatToDo: { id: 'event-sync.message.google.new-key' },
    });
  },
);

it.each<[string, Failure, object]>([
  ['no answer', { type: 'timeout' }, { kind: 'retry', why: { text: 'Google did not answer' } }],
  ['a page that says it is all right', { type: 'answer', problem: 'is not JSON' }, { kind: 'retry' }],
  ['no connection', { type: 'network', code: 'ECONNREFUSED' }, { kind: 'retry' }],
  ['a page of a proxy', { ...answered(502), body: '<html>' }, { kind: 'retry' }],
  ['nothing known', { ...answered(418), body: null }, { kind: 'give-up' }],
])('%s', (_case, failure, expected) => {
  expect(decided(failure, 'insert', first)).toMatchObject(expected);
});

it('waits as long as Google asks', () => {
  const asked = decided(answered(429, 'rateLimitExceeded'), 'insert', first, 90_000);
  expect(asked).toMatchObject({ afterMs: 90_000, notBefore: now + 90_000 });
});

it('waits longer each time, up to a limit, never all at once; quotas take far longer', () => {
  const trials = fc.record({
    attempt: fc.integer({ min: 1, max: 50 }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const wait = (reason: string, trial: typeof first) =>
    decided(answered(403, reason), 'patch', trial).afterMs;
  fc.assert(
    fc.property(trials, (trial) => {
      const limited = wait('rateLimitExceeded', trial);
      const most = Math.min(64_000, 2_000 * 2 ** (trial.attempt - 1));
      expect(limited).toBeLessThanOrEqual(most);
      expect(limited).toBeGreaterThanOrEqual(most / 2);
      expect(wait('quotaExceeded', trial)).toBeGreaterThan(10 * limited);
    }),
  );
  const limited = [0, 0.5, 1].map((random) => wait('rateLimitExceeded', { attempt: 3, random }));
  expect(new Set(limited).size).toBe(3);
});

it('holds back all calls where there is a limit, and else only the one at hand', () => {
  expect(decided(answered(403, 'quotaExceeded'), 'patch', first)).toMatchObject({
    notBefore: now + 30 * 60_000,
  });
  expect(decided(answered(500, 'backendError'), 'patch', first)).toMatchObject({ notBefore: null });
});
