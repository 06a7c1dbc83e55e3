import fc from 'fast-check';
import { googleVerdict, type GoogleAction } from './google-error';
import type { Failure } from './verdict';

const answered = (status: number, reason?: string, message = 'Told so') => ({
  kind: 'answered' as const,
  status,
  body: { error: { errors: [{ domain: 'global', reason, message }], code: status, message } },
});
const first = { attempt: 1, random: 0 };

it.each<[number, string | undefined, GoogleAction, object]>([
  [409, 'duplicate', 'insert', { verdict: 'exists' }],
  [410, 'deleted', 'delete', { verdict: 'gone' }],
  [410, 'deleted', 'patch', { verdict: 'gone' }],
  [404, 'notFound', 'delete', { verdict: 'gone' }],
  [404, 'notFound', 'patch', { verdict: 'gone' }],
  [404, 'notFound', 'get', { verdict: 'gone' }],
  [404, 'notFound', 'insert', { verdict: 'reconnect' }],
  [404, 'notFound', 'list', { verdict: 'reconnect' }],
  [412, 'conditionNotMet', 'patch', { verdict: 'again' }],
  [409, 'conflict', 'patch', { verdict: 'again' }],
  [403, 'rateLimitExceeded', 'patch', { verdict: 'again', afterMs: 2_000 }],
  [403, 'userRateLimitExceeded', 'insert', { verdict: 'again', afterMs: 2_000 }],
  [429, 'rateLimitExceeded', 'insert', { verdict: 'again', afterMs: 2_000 }],
  [429, undefined, 'insert', { verdict: 'again', afterMs: 2_000 }],
  [403, 'quotaExceeded', 'insert', { verdict: 'again', afterMs: 1_800_000 }],
  [403, 'forbiddenForNonOrganizer', 'patch', { verdict: 'never' }],
  [403, 'insufficientPermissions', 'patch', { verdict: 'reconnect' }],
  [403, 'accessNotConfigured', 'list', { verdict: 'reconnect' }],
  [401, 'authError', 'get', { verdict: 'reconnect' }],
  [400, 'badRequest', 'insert', { verdict: 'never' }],
  [400, 'invalid', 'patch', { verdict: 'never' }],
  [410, 'fullSyncRequired', 'list', { verdict: 'never' }],
  [410, 'updatedMinTooLongAgo', 'list', { verdict: 'never' }],
  [500, 'backendError', 'insert', { verdict: 'again' }],
  [503, undefined, 'delete', { verdict: 'again' }],
])('%i %s on %s', (status, reason, action, expected) => {
  expect(googleVerdict(answered(status, reason), action, first)).toMatchObject(expected);
});

it.each(['invalid_grant', 'invalid_client', 'unauthorized_client'])(
  'a key that Google refuses: %s',
  (error) => {
    const body = { error, error_description: 'Invalid JWT Signature.' };
    expect(googleVerdict({ kind: 'answered', status: 400, body }, 'insert', first)).toEqual({
      verdict: 'reconnect',
      why: `Google answered 400: ${error} Invalid JWT Signature.`,
      whatToDo: expect.stringContaining('GOOGLE_CALENDAR_CREDENTIALS'),
    });
  },
);

it.each<[string, Failure, object]>([
  ['no answer', { kind: 'unanswered' }, { verdict: 'again', why: 'Google did not answer' }],
  ['no connection', { kind: 'unsent' }, { verdict: 'again' }],
  ['a page of a proxy', { kind: 'answered', status: 502, body: '<html>' }, { verdict: 'again' }],
  ['nothing known', { kind: 'answered', status: 418, body: null }, { verdict: 'never' }],
])('%s', (_case, failure, expected) => {
  expect(googleVerdict(failure, 'insert', first)).toMatchObject(expected);
});

it('waits as long as Google asks', () => {
  const asked: Failure = { ...answered(429, 'rateLimitExceeded'), retryAfterMs: 90_000 };
  expect(googleVerdict(asked, 'insert', first)).toMatchObject({ afterMs: 90_000 });
});

it('waits longer each time, up to a limit, never all at once; quotas take far longer', () => {
  const trials = fc.record({
    attempt: fc.integer({ min: 1, max: 50 }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const wait = (reason: string, trial: { attempt: number; random: number }) => {
    const verdict = googleVerdict(answered(403, reason), 'patch', trial);
    return verdict.verdict === 'again' ? verdict.afterMs : NaN;
  };
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
