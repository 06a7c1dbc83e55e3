import { isLater, retryTime, type RetryDecision } from '../../../integrations/server/domain/error-policy';
import type { Failure } from '../../../integrations/server/domain/failure';
import { facebookErrorPolicy } from './facebook-errors';

const minute = 60_000;
const first = { attempt: 1, random: 0 };
const now = Date.parse('2026-11-10T12:00:00Z');

const answered = (
  code: number,
  subcode?: number,
  more: Partial<Extract<Failure, { type: 'status' }>> = {},
): Failure => ({
  type: 'status',
  status: 400,
  headers: new Headers(),
  body: {
    error: { message: 'Told so', type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'A1' },
  },
  ...more,
});

/** The decision, and how long it has the caller wait. */
function decided(failure: Failure, operation: string, trial: typeof first, retryAfterMs?: number) {
  const call = { method: operation === 'read' ? 'GET' : 'POST', isRepeatable: true, operation };
  const notBefore = retryAfterMs === undefined ? null : now + retryAfterMs;
  const decision: RetryDecision | null | undefined = facebookErrorPolicy.decide?.(failure, call, {
    now,
    notBefore,
  });
  if (!decision || !isLater(decision)) return { ...decision, afterMs: NaN };
  return { ...decision, afterMs: (retryTime(decision, { ...trial, now }) ?? NaN) - now };
}

const verifyFirst = { kind: 'verify-first', afterMs: 5_000, notBefore: null };
const later = { kind: 'retry', afterMs: 5_000, notBefore: null };
const limited = { kind: 'retry', afterMs: 10 * minute, notBefore: now + 10 * minute };
const permission = {
  kind: 'action-required',
  whatToDo: { text: expect.stringContaining('pages_manage_posts') },
};
const token = { kind: 'action-required', whatToDo: { text: expect.stringContaining('new token') } };

it.each<[string, number, number | undefined, string, object]>([
  ['unknown, a post perhaps there', 1, undefined, 'create', verifyFirst],
  ['down, a post perhaps there', 2, undefined, 'create', verifyFirst],
  ['unknown, on a change', 1, undefined, 'change', later],
  ['down, on a removal', 2, undefined, 'remove', later],
  ['limit of the app', 4, undefined, 'create', limited],
  ['limit of the user', 17, undefined, 'create', limited],
  ['limit of the page', 32, undefined, 'change', limited],
  ['limit of the application', 341, undefined, 'create', limited],
  ['limit of a custom rate', 613, undefined, 'remove', limited],
  ['limit of the business use case', 80001, undefined, 'read', limited],
  ['permission', 10, undefined, 'create', permission],
  ['permission missing', 200, undefined, 'create', permission],
  ['permission removed', 299, undefined, 'change', permission],
  ['no permission code', 300, undefined, 'change', { kind: 'give-up' }],
  ['wrong parameter', 100, undefined, 'create', { kind: 'give-up' }],
  ['gone, on a change', 100, 33, 'change', { kind: 'gone' }],
  ['gone, on a removal', 100, 33, 'remove', { kind: 'gone' }],
  [
    'no such page',
    100,
    33,
    'create',
    { kind: 'action-required', whatToDo: { text: expect.stringContaining('FACEBOOK_PAGE_ID') } },
  ],
  ['session', 102, undefined, 'create', token],
  ['token', 190, undefined, 'change', token],
  [
    'app removed',
    190,
    458,
    'change',
    {
      ...token,
      why: { text: 'Facebook answered 400: “Told so (190)”: the app was removed from the account' },
    },
  ],
  ['checkpoint', 190, 459, 'change', { ...token, why: { text: expect.stringContaining('sign in') } }],
  ['password', 190, 460, 'change', { ...token, why: { text: expect.stringContaining('password') } }],
  ['expired', 190, 463, 'change', { ...token, why: { text: expect.stringContaining('expired') } }],
  ['invalid', 190, 467, 'change', { ...token, why: { text: expect.stringContaining('not valid') } }],
  ['blocked', 368, undefined, 'create', { kind: 'retry', afterMs: 720 * minute }],
  ['posted already', 506, undefined, 'create', { kind: 'exists' }],
  [
    'unreadable link',
    1609005,
    undefined,
    'create',
    { kind: 'give-up', why: { text: expect.stringContaining('event’s page') } },
  ],
  ['never heard of', 987654, undefined, 'create', { kind: 'give-up' }],
])('%s: %i/%s', (_case, code, subcode, action, expected) => {
  expect(decided(answered(code, subcode), action, first)).toMatchObject(expected);
});

it.each<[string, Failure, string, object]>([
  ['time-out of a post', { type: 'timeout' }, 'create', verifyFirst],
  ['time-out of a change', { type: 'timeout' }, 'change', later],
  ['no connection, so no post', { type: 'network', code: 'ECONNREFUSED' }, 'create', later],
  [
    '502 without an error on a post',
    answered(0, undefined, { status: 502, body: '<html>' }),
    'create',
    verifyFirst,
  ],
  ['500 with an unknown code on a post', answered(987654, undefined, { status: 500 }), 'create', verifyFirst],
  ['503 on a removal', answered(0, undefined, { status: 503, body: null }), 'remove', later],
  ['429 without an error', answered(0, undefined, { status: 429, body: null }), 'create', limited],
  ['nothing known', answered(0, undefined, { status: 418, body: null }), 'create', { kind: 'give-up' }],
])('%s', (_case, failure, action, expected) => {
  expect(decided(failure, action, first)).toMatchObject(expected);
});

describe('how long a limit lasts', () => {
  const waitFor = (usage: string, retryAfterMs?: number) => {
    const headers = new Headers({ 'x-business-use-case-usage': usage });
    return decided(answered(80001, undefined, { headers }), 'create', first, retryAfterMs);
  };
  const entry = (minutes: number) => ({
    type: 'pages',
    call_count: 100,
    total_cputime: 25,
    total_time: 25,
    estimated_time_to_regain_access: minutes,
  });

  it.each([
    ['what Facebook estimates, in minutes', { '10203': [entry(90)] }, 90],
    ['the longest of several', { '10203': [entry(20), entry(45)], '4': [entry(30)] }, 45],
    ['our own wait where that is longer', { '10203': [entry(1)] }, 10],
    ['our own where nothing is estimated', { '10203': [entry(0)] }, 10],
    ['our own where it says something else', ['?'], 10],
  ])('%s', (_case, usage, minutes) => {
    expect(waitFor(JSON.stringify(usage))).toMatchObject({ kind: 'retry', afterMs: minutes * minute });
  });

  it('our own where the header cannot be read, or longer where Retry-After says so', () => {
    expect(waitFor('{"10203":[')).toMatchObject({ afterMs: 10 * minute });
    expect(waitFor('{}', 30 * minute)).toMatchObject({ afterMs: 30 * minute });
  });

  it('grows with each attempt, up to six hours', () => {
    const waits = [1, 2, 3, 10].map((attempt) => decided(answered(4), 'create', { attempt, random: 0 }));
    expect(waits).toMatchObject([10, 20, 40, 360].map((minutes) => ({ afterMs: minutes * minute })));
  });
});
