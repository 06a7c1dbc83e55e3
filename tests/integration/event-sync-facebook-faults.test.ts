/* eslint-disable max-lines -- One table, to be read as one. */
import { integrationsService } from '../../src/plugins/integrations/server/services';
import { graphErrorNames, type GraphErrorName } from '../fakes/facebook/errors';
import type { Fault } from '../fakes/remote/faults';
import { documentsOf, type Documents } from '../support/documents';
import {
  createdEvent,
  inStepInTime,
  linkOf,
  postsOf,
  settled,
  startSyncedClub,
  unfinishedJobs,
  type SyncedClub,
} from '../support/event-sync';
import { fresh } from '../support/faults';
import { until } from '../support/until';

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub({
    settings: {
      calls: {
        limits: { timeoutMs: 1000 },
        patience: { longestPauseMs: 0 },
        circuit: { failures: 1000 },
      },
    },
  });
});
afterAll(() => club.stop());
afterEach(async () => {
  club.facebook.faults.clear();
  delete club.facebook.token.problem;
  await integrationsService(club.strapi).resume('facebook');
});

const documents = (): Documents => documentsOf(club, 'api::event.event');
/** Of the day after next month, so that no wait ends after it. */
const given = () => {
  const at = (days: number): string => new Date(club.clock.now() + days * 24 * 60 * 60_000).toISOString();
  return createdEvent(club, { startTime: at(40), endTime: at(41) });
};
const change = (id: string, data: object) =>
  documents().update({ documentId: id, locale: 'en', status: 'published', data });
const headlines = (slug: string): string[] =>
  postsOf(club.facebook, slug).map(({ message }) => message.split('\n')[0] ?? '');
const stateOf = async (): Promise<string> => (await integrationsService(club.strapi).card('facebook')).state;
const check = () => integrationsService(club.strapi).check('facebook');
const problemOf = async (id: string) => (await linkOf(club, 'facebook-page', id))?.problem_kind;

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

it('a post that Facebook says is there already is found, and is the event’s', async () => {
  club.facebook.faults.next({ kind: 'drop-after', match: 'feed.create' });
  club.facebook.faults.next({ kind: 'drop-before', match: 'feed.list' });
  const { id, title, slug } = await given();
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([title]);
  club.facebook.faults.next({ kind: 'error', name: 'duplicate', match: 'feed.create' });
  const other = await given();
  await inStepInTime(club);
  await expect(problemOf(other.id)).resolves.toBe('never');
  await change(id, { title: `${title} again` });
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([`${title} again`]);
});

it('a post that staff took away on Facebook stays away', async () => {
  const { id, title, slug } = await given();
  await inStepInTime(club);
  for (const { id: post } of postsOf(club.facebook, slug)) club.facebook.page.posts.delete(post);
  await change(id, { title: `${title} again` });
  await inStepInTime(club);
  await change(id, { title: `${title} once more` });
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([]);
  await expect(linkOf(club, 'facebook-page', id)).resolves.toMatchObject({
    state: 'withdrawn',
    problem: null,
  });
});

describe('an answer that was lost', () => {
  /** Until the post is made, or not, and nobody knows. */
  async function lost(kind: 'drop-after' | 'drop-before') {
    club.facebook.faults.next({ kind, match: 'feed.create' });
    const event = await given();
    await settled(club);
    return event;
  }

  it('and an event that has another slug since: the post is found by the former one', async () => {
    const { id, title, slug } = await lost('drop-after');
    const later = fresh('renamed');
    await change(id, { slug: later });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([title]);
    expect(headlines(later)).toEqual([title]);
    expect(club.facebook.calls('post.update').length).toBeGreaterThan(0);
  });

  it('twice, with another slug each time', async () => {
    const { id, title } = await lost('drop-before');
    const [second, third] = [fresh('renamed'), fresh('renamed')];
    club.facebook.faults.next({ kind: 'drop-after', match: 'feed.create' });
    await change(id, { slug: second });
    await settled(club);
    await change(id, { slug: third });
    await inStepInTime(club);
    expect(
      [...club.facebook.page.posts.values()].filter(({ message }) => message.startsWith(title)),
    ).toHaveLength(1);
    expect(headlines(third)).toEqual([title]);
  });

  it('of a removal, and the event is published again under another slug', async () => {
    const { id, title, slug } = await given();
    await inStepInTime(club);
    const second = fresh('renamed');
    await change(id, { slug: second });
    await inStepInTime(club);
    club.facebook.faults.next({ kind: 'drop-before', match: 'post.delete' });
    await documents().unpublish({ documentId: id, locale: 'en' });
    await settled(club);
    const third = fresh('renamed');
    await change(id, { slug: third });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([title]);
    expect(
      [...club.facebook.page.posts.values()].filter(({ message }) => message.startsWith(title)),
    ).toHaveLength(1);
    expect(headlines(third)).toEqual([title]);
  });

  it.each(['drop-after', 'drop-before'] as const)('and an event that is deleted since (%s)', async (kind) => {
    const { id, slug } = await lost(kind);
    await documents().delete({ documentId: id });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([]);
    await expect(linkOf(club, 'facebook-page', id)).resolves.toMatchObject({
      state: 'removed',
      problem: null,
    });
  });

  it('and an event that is cancelled since: announced as cancelled where it was announced, and else not', async () => {
    const [one, two] = [await lost('drop-after'), await lost('drop-before')];
    for (const { id } of [one, two]) await change(id, { eventStatus: 'cancelled' });
    await inStepInTime(club);
    expect(headlines(one.slug)).toEqual([`CANCELLED: ${one.title}`]);
    expect(headlines(two.slug)).toEqual([]);
  });
});

/** Every error that Facebook documents is met above, or is of requests that the club does not make. */
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
