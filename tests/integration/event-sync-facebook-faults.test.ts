import { graphErrorNames, type GraphErrorName } from '../fakes/facebook/errors';
import type { Fault } from '../fakes/remote/faults';
import { inStepInTime, linkOf, settled, unfinishedJobs, type SyncedClub } from '../support/event-sync';
import { facebookTroubles, startTroubledClub } from '../support/event-sync-troubles';
import { until } from '../support/until';

let club: SyncedClub;
beforeAll(async () => {
  club = await startTroubledClub();
});
afterAll(() => club.stop());

const { change, check, documents, given, headlines, problemOf, restored, stateOf } = facebookTroubles(
  () => club,
);
afterEach(restored);

const transient: [string, Fault<GraphErrorName>][] = [
  ['an unknown error', { kind: 'error', name: 'unknown' }],
  ['a service that is away', { kind: 'error', name: 'service' }],
  ['a service that is away, though it was done', { kind: 'error', name: 'service', afterEffect: true }],
  ...(
    [
      'appLimit',
      'userLimit',
      'pageLimit',
      'applicationLimit',
      'customLimit',
      'businessLimit',
      'blocked',
    ] as const
  ).map((name): [string, Fault<GraphErrorName>] => [name, { kind: 'error', name }]),
  ['a page of a proxy', { kind: 'page', status: 502 }],
  ['a page of a proxy, though it was done', { kind: 'page', status: 503, afterEffect: true }],
  ['a page that says it is all right, though it was done', { kind: 'page', status: 200, afterEffect: true }],
  ['a connection that ends', { kind: 'drop-before' }],
  ['a connection that ends, though it was done', { kind: 'drop-after' }],
  ['no answer', { kind: 'hang' }],
  ['no answer, though it was done', { kind: 'hang', afterEffect: true }],
];

describe.each(transient)('%s', (_name, fault) => {
  it('passes, and the event is posted once, changed, and taken away', async () => {
    const twice = (match: 'feed.create' | 'post.update' | 'post.delete') =>
      club.facebook.faults.next({ ...fault, match });
    twice('feed.create');
    const { id, title, slug } = await given();
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([title]);
    twice('post.update');
    await change(id, { title: `${title} again` });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([`${title} again`]);
    twice('post.delete');
    await documents().unpublish({ documentId: id, locale: 'en' });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([]);
    await expect(stateOf()).resolves.toBe('ready');
    await expect(linkOf(club, 'facebook-page', id)).resolves.toMatchObject({
      state: 'removed',
      problem: null,
    });
  });
});

it.each([
  ['pageLimit', 5 * 60_000, 10 * 60_000],
  ['blocked', 6 * 60 * 60_000, 12 * 60 * 60_000],
] as const)('%s is waited for, and staff are told', async (name, least, most) => {
  club.facebook.faults.next({ kind: 'error', name, match: 'feed.create' });
  const { id } = await given();
  await settled(club);
  const [job] = await unfinishedJobs(club);
  const wait = (job?.run_at ?? NaN) - club.clock.now();
  expect(wait).toBeGreaterThan(least - 5_000);
  expect(wait).toBeLessThanOrEqual(most);
  await expect(problemOf(id)).resolves.toBe('again');
  await inStepInTime(club);
});

it('as long as the page says that it is limited, nobody calls', async () => {
  club.facebook.usage = {
    call_count: 100,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: 90,
  };
  const first = await given();
  await settled(club);
  const calls = club.facebook.requests.length;
  const second = await given();
  await settled(club);
  expect(club.facebook.requests).toHaveLength(calls);
  const waits = (await unfinishedJobs(club)).map(({ run_at }) => run_at - club.clock.now());
  expect(Math.min(...waits)).toBeGreaterThan(89 * 60_000);
  delete club.facebook.usage;
  await inStepInTime(club);
  expect(headlines(first.slug)).toEqual([first.title]);
  expect(headlines(second.slug)).toEqual([second.title]);
});

describe('what a person must mend', () => {
  const tokens = ['tokenInvalid', 'appRemoved', 'passwordChanged', 'tokenExpired', 'loggedOut'] as const;
  const permissions = ['permissionMissing', 'permissionsError'] as const;
  it.each([...tokens, ...permissions])('%s pauses the page alone, until it is mended', async (name) => {
    club.facebook.token.problem = name;
    const { id, title, slug } = await given();
    await until(stateOf, (state) => state === 'broken');
    await until(
      () => linkOf(club, 'google-public', id),
      (link) => link?.state === 'shown',
    );
    await expect(problemOf(id)).resolves.toBe('reconnect');
    await expect(check()).resolves.toContain('Facebook answered');
    delete club.facebook.token.problem;
    await expect(check()).resolves.toBeNull();
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([title]);
    await expect(problemOf(id)).resolves.toBeNull();
  });
});

it('a link that Facebook cannot read is not tried again until somebody saves the event', async () => {
  club.facebook.faults.next({ kind: 'error', name: 'linkNotRead', match: 'feed.create' });
  const { id, title, slug } = await given();
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([]);
  await expect(problemOf(id)).resolves.toBe('never');
  await change(id, { title: `${title} again` });
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([`${title} again`]);
});

/** Every error that Facebook documents is met here or in the tests of posts, or is of requests that the club does not make. */
it('no error of the table is left out', () => {
  const met = [
    ...transient.flatMap(([, fault]) => (fault.kind === 'error' ? [fault.name] : [])),
    ...['tokenInvalid', 'appRemoved', 'passwordChanged', 'tokenExpired', 'loggedOut'],
    ...['permissionMissing', 'permissionsError', 'linkNotRead', 'duplicate', 'gone'],
  ];
  const unused = ['tokenRequired', 'proofRequired', 'proofInvalid', 'foreignPost', 'invalidParameter'];
  const expected = [...met, ...unused, 'missingContent', 'unknownPath'];
  expect([...new Set(expected)].sort()).toEqual([...graphErrorNames].sort());
});
