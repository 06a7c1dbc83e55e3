import { facebookVerdict, type FacebookAction } from './facebook-error';
import type { Failure } from './verdict';

const minute = 60_000;
const first = { attempt: 1, random: 0 };

const answered = (
  code: number,
  subcode?: number,
  more: Partial<Extract<Failure, { kind: 'answered' }>> = {},
): Failure => ({
  kind: 'answered',
  status: 400,
  body: {
    error: { message: 'Told so', type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'A1' },
  },
  ...more,
});

const lookFirst = { verdict: 'look-first', afterMs: 5_000 };
const later = { verdict: 'again', afterMs: 5_000, alert: false };
const limited = { verdict: 'again', afterMs: 10 * minute, alert: false };
const permission = { verdict: 'reconnect', whatToDo: expect.stringContaining('pages_manage_posts') };
const token = { verdict: 'reconnect', whatToDo: expect.stringContaining('new token') };

it.each<[string, number, number | undefined, FacebookAction, object]>([
  ['unknown, a post perhaps there', 1, undefined, 'create', lookFirst],
  ['down, a post perhaps there', 2, undefined, 'create', lookFirst],
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
  ['no permission code', 300, undefined, 'change', { verdict: 'never' }],
  ['wrong parameter', 100, undefined, 'create', { verdict: 'never' }],
  ['gone, on a change', 100, 33, 'change', { verdict: 'gone' }],
  ['gone, on a removal', 100, 33, 'remove', { verdict: 'gone' }],
  [
    'no such page',
    100,
    33,
    'create',
    { verdict: 'reconnect', whatToDo: expect.stringContaining('FACEBOOK_PAGE_ID') },
  ],
  ['session', 102, undefined, 'create', token],
  ['token', 190, undefined, 'change', token],
  [
    'app removed',
    190,
    458,
    'change',
    { ...token, why: 'Facebook answered 400: Told so (190): the app was removed from the account' },
  ],
  ['checkpoint', 190, 459, 'change', { ...token, why: expect.stringContaining('sign in') }],
  ['password', 190, 460, 'change', { ...token, why: expect.stringContaining('password') }],
  ['expired', 190, 463, 'change', { ...token, why: expect.stringContaining('expired') }],
  ['invalid', 190, 467, 'change', { ...token, why: expect.stringContaining('not valid') }],
  ['blocked', 368, undefined, 'create', { verdict: 'again', afterMs: 720 * minute, alert: true }],
  ['posted already', 506, undefined, 'create', { verdict: 'look-first', afterMs: 0 }],
  [
    'unreadable link',
    1609005,
    undefined,
    'create',
    { verdict: 'never', why: expect.stringContaining("event's page") },
  ],
  ['never heard of', 987654, undefined, 'create', { verdict: 'never' }],
])('%s: %i/%s', (_case, code, subcode, action, expected) => {
  expect(facebookVerdict(answered(code, subcode), action, first)).toMatchObject(expected);
});

it.each<[string, Failure, FacebookAction, object]>([
  ['time-out of a post', { kind: 'unanswered' }, 'create', lookFirst],
  ['time-out of a change', { kind: 'unanswered' }, 'change', later],
  ['no connection, so no post', { kind: 'unsent' }, 'create', later],
  ['502 without an error on a post', { kind: 'answered', status: 502, body: '<html>' }, 'create', lookFirst],
  ['500 with an unknown code on a post', answered(987654, undefined, { status: 500 }), 'create', lookFirst],
  ['503 on a removal', { kind: 'answered', status: 503, body: null }, 'remove', later],
  ['429 without an error', { kind: 'answered', status: 429, body: null }, 'create', limited],
  ['nothing known', { kind: 'answered', status: 418, body: null }, 'create', { verdict: 'never' }],
])('%s', (_case, failure, action, expected) => {
  expect(facebookVerdict(failure, action, first)).toMatchObject(expected);
});

describe('how long a limit lasts', () => {
  const waitFor = (usage: string, more = {}) =>
    facebookVerdict(
      answered(80001, undefined, { headers: { 'x-business-use-case-usage': usage }, ...more }),
      'create',
      first,
    );
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
    expect(waitFor(JSON.stringify(usage))).toMatchObject({ verdict: 'again', afterMs: minutes * minute });
  });

  it('our own where the header cannot be read, or longer where Retry-After says so', () => {
    expect(waitFor('{"10203":[')).toMatchObject({ afterMs: 10 * minute });
    expect(waitFor('{}', { retryAfterMs: 30 * minute })).toMatchObject({ afterMs: 30 * minute });
  });

  it('grows with each attempt, up to six hours', () => {
    const waits = [1, 2, 3, 10].map((attempt) =>
      facebookVerdict(answered(4), 'create', { attempt, random: 0 }),
    );
    expect(waits).toMatchObject([10, 20, 40, 360].map((minutes) => ({ afterMs: minutes * minute })));
  });
});
