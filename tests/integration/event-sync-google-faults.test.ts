import { calendarErrorNames, type CalendarErrorName } from '../fakes/google-calendar/errors';
import type { Fault } from '../fakes/remote/faults';
import {
  inStepInTime,
  linkOf,
  problemKindOf,
  settled,
  unfinishedJobs,
  type SyncedClub,
} from '../support/event-sync';
import { googleTroubles, startTroubledClub } from '../support/event-sync-troubles';

let club: SyncedClub;
beforeAll(async () => {
  club = await startTroubledClub();
});
afterAll(() => club.stop());

const { documents, given, onPublic, publicTitles, rename, restored, stateOf } = googleTroubles(() => club);
afterEach(restored);

const transient: [string, Fault<CalendarErrorName>][] = [
  ...(['rateLimitExceeded', 'userRateLimitExceeded', 'tooManyRequests', 'quotaExceeded'] as const).map(
    (name): [string, Fault<CalendarErrorName>] => [name, { kind: 'error', name }],
  ),
  ['backendError', { kind: 'error', name: 'backendError' }],
  ['backendError, though it was done', { kind: 'error', name: 'backendError', afterEffect: true }],
  ['conditionNotMet', { kind: 'error', name: 'conditionNotMet' }],
  ['a page of a proxy', { kind: 'page', status: 502 }],
  ['a page of a proxy, though it was done', { kind: 'page', status: 503, afterEffect: true }],
  ['a page that says it is all right', { kind: 'page', status: 200 }],
  ['a connection that ends', { kind: 'drop-before' }],
  ['a connection that ends, though it was done', { kind: 'drop-after' }],
  ['no answer', { kind: 'hang' }],
  ['no answer, though it was done', { kind: 'hang', afterEffect: true }],
];

describe.each(transient)('%s', (_name, fault) => {
  it('passes, and the event is there once, changed, and gone', async () => {
    const twice = (action: string) =>
      club.google.faults.next({ ...fault, match: onPublic(action), times: 2 });
    twice('events.insert');
    const { id, title } = await given();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([title]);
    twice('events.patch');
    await rename(id, `${title} again`);
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
    twice('events.delete');
    await documents().unpublish({ documentId: id, locale: 'en' });
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([]);
    expect(club.google.faults.left()).toBe(0);
    await expect(stateOf()).resolves.toBe('ready');
    await expect(linkOf(club, 'google-public', id)).resolves.toMatchObject({
      state: 'removed',
      problem: null,
    });
  });
});

const waits = async (target: string): Promise<number> => {
  const [job] = (await unfinishedJobs(club)).filter(({ name }) => name === `event-sync.${target}`);
  return (job?.run_at ?? NaN) - club.clock.now();
};

it.each([
  ['rateLimitExceeded', 900, 2_000],
  ['backendError', 900, 2_000],
  ['quotaExceeded', 14 * 60_000, 30 * 60_000],
] as const)('%s is waited for, and staff are told', async (name, least, most) => {
  club.google.faults.next({ kind: 'error', name, match: onPublic('events.insert') });
  const { id } = await given();
  await settled(club);
  const wait = await waits('google-public');
  expect(wait).toBeGreaterThan(least - 1_000);
  expect(wait).toBeLessThanOrEqual(most);
  await expect(linkOf(club, 'google-public', id)).resolves.toMatchObject({
    problem: expect.stringContaining('Google answered'),
  });
  await expect(problemKindOf(club, 'google-public', id)).resolves.toBe('again');
  await inStepInTime(club);
});

const hopeless: CalendarErrorName[] = ['badRequest', 'timeRangeEmpty', 'invalidId', 'missingEnd'];
it.each(hopeless)('%s is not tried again until somebody saves the event', async (name) => {
  club.google.faults.next({ kind: 'error', name, match: onPublic('events.insert') });
  const { id, title } = await given();
  await inStepInTime(club);
  expect(publicTitles(id)).toEqual([]);
  await expect(problemKindOf(club, 'google-public', id)).resolves.toBe('never');
  await rename(id, title);
  await inStepInTime(club);
  expect(publicTitles(id)).toEqual([title]);
  await expect(linkOf(club, 'google-public', id)).resolves.toMatchObject({ problem: null });
});

/** Every error that Google documents is met here or where a person mends it, or belongs to calls that the club does not make. */
it('no error of the table is left out', () => {
  const met = [
    ...transient.flatMap(([, fault]) => (fault.kind === 'error' ? [fault.name] : [])),
    ...hopeless,
    ...['authError', 'insufficientPermissions', 'notFound', 'requiredAccessLevel', 'forbidden'],
    ...['duplicate', 'deleted'],
  ];
  const ofOtherCalls = ['fullSyncRequired', 'forbiddenForServiceAccounts', 'forbiddenForNonOrganizer'];
  const unused = ['missingStart', 'missingTimeZone', 'mixedTimes', 'invalidSequence', 'badPageToken'];
  expect([...new Set([...met, ...ofOtherCalls, ...unused, 'badSendUpdates'])].sort()).toEqual(
    [...calendarErrorNames].sort(),
  );
});
