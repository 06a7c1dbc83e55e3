/* eslint-disable max-lines -- One table, to be read as one. */
import { integrationsService } from '../../src/plugins/integrations/server/services';
import { calendarErrorNames, type CalendarErrorName } from '../fakes/google-calendar/errors';
import type { Fault } from '../fakes/remote/faults';
import { documentsOf, type Documents } from '../support/documents';
import {
  createdEvent,
  eventOf,
  inStep,
  inStepInTime,
  linkOf,
  postsOf,
  settled,
  startSyncedClub,
  unfinishedJobs,
  type SyncedClub,
} from '../support/event-sync';
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
  club.google.faults.clear();
  club.google.clock.skewMs = 0;
  for (const calendar of [club.google.internal, club.google.public]) calendar.role = 'writer';
  await integrationsService(club.strapi).resume('google-calendar');
});

const documents = (): Documents => documentsOf(club, 'api::event.event');
const given = () => createdEvent(club);
const rename = (id: string, title: string) =>
  documents().update({ documentId: id, locale: 'en', status: 'published', data: { title } });
const publicTitles = (id: string): string[] =>
  club.google
    .shown(club.google.public)
    .filter((each) => eventOf(each) === id)
    .map(({ summary }) => String(summary));
const stateOf = async (): Promise<string> =>
  (await integrationsService(club.strapi).card('google-calendar')).state;
const onPublic = (action: string) => (request: { action: string; params: Record<string, string> }) =>
  request.action === action && request.params.calendarId === club.google.public.id;

const onInternal = (action: string) => (request: { action: string; params: Record<string, string> }) =>
  request.action === action && request.params.calendarId === club.google.internal.id;

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
    problem_kind: 'again',
  });
  await inStepInTime(club);
});

const hopeless: CalendarErrorName[] = ['badRequest', 'timeRangeEmpty', 'invalidId', 'missingEnd'];
it.each(hopeless)('%s is not tried again until somebody saves the event', async (name) => {
  club.google.faults.next({ kind: 'error', name, match: onPublic('events.insert') });
  const { id, title } = await given();
  await inStepInTime(club);
  expect(publicTitles(id)).toEqual([]);
  await expect(linkOf(club, 'google-public', id)).resolves.toMatchObject({ problem_kind: 'never' });
  await rename(id, title);
  await inStepInTime(club);
  expect(publicTitles(id)).toEqual([title]);
  await expect(linkOf(club, 'google-public', id)).resolves.toMatchObject({ problem: null });
});

const isBroken = () => until(stateOf, (state) => state === 'broken');
const isReady = () => until(stateOf, (state) => state === 'ready');
const mended = () => integrationsService(club.strapi).check('google-calendar');

describe('what a person must mend', () => {
  it.each([
    ['a refused token', 'authError'],
    ['a missing scope', 'insufficientPermissions'],
    ['a calendar that is not shared', 'notFound'],
  ] as const)('%s pauses the calendars alone, until it is mended', async (_name, name) => {
    club.google.faults.next({ kind: 'error', name, times: Infinity });
    const { id, title, slug } = await given();
    await isBroken();
    await until(
      () => linkOf(club, 'facebook-page', id),
      (link) => link?.state === 'shown',
    );
    await expect(mended()).resolves.toContain('Google Calendar answered');
    expect(postsOf(club.facebook, slug)).toHaveLength(1);
    const calls = club.google.requests.length;
    await rename(id, `${title} again`);
    await until(
      async () => postsOf(club.facebook, slug)[0]?.message,
      (message) => message?.includes(`${title} again`) ?? false,
    );
    expect(club.google.requests).toHaveLength(calls);

    club.google.faults.clear();
    await expect(mended()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
    await isReady();
  });

  it.each(['none', 'reader'] as const)(
    'a calendar with access %s stays so, whatever works on the other one, until it is shared',
    async (role) => {
      const { id, title } = await given();
      await inStep(club);
      const { google } = club;
      google.public.role = role;
      // The internal calendar answers when the public one has refused already.
      google.faults.next({ kind: 'delay', ms: 300, match: onInternal('events.patch') });
      const answered = google.arrival(onInternal('events.patch'));
      await rename(id, `${title} again`);
      await answered;
      await isBroken();
      const refused = google.calls(({ params }) => params.calendarId === google.public.id).length;
      await until(
        () => linkOf(club, 'google-internal', id),
        (link) => link?.state === 'shown' && link.problem === null,
      );
      await until(
        async () => (await unfinishedJobs(club)).filter(({ state }) => state === 'running'),
        (running) => running.length === 0,
      );
      await expect(stateOf()).resolves.toBe('broken');
      expect(google.calls(({ params }) => params.calendarId === google.public.id)).toHaveLength(refused);

      google.public.role = 'writer';
      await expect(mended()).resolves.toBeNull();
      await inStepInTime(club);
      expect(publicTitles(id)).toEqual([`${title} again`]);
      await isReady();
    },
  );

  it('a check that only one calendar passes says so, and resumes nothing meanwhile', async () => {
    club.google.public.role = 'none';
    const { id } = await given();
    await isBroken();
    const meanwhile = club.google.arrival(onPublic('events.list')).then(stateOf);
    await expect(mended()).resolves.toContain('404');
    await expect(meanwhile).resolves.toBe('broken');
    await expect(stateOf()).resolves.toBe('broken');
    club.google.public.role = 'writer';
    await expect(mended()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toHaveLength(1);
  });

  it('may say itself that it is mended', async () => {
    club.google.faults.next({ kind: 'error', name: 'authError', times: Infinity });
    const { id, title } = await given();
    await isBroken();
    club.google.faults.clear();
    await integrationsService(club.strapi).resume('google-calendar');
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([title]);
  });

  it('a calendar that may only be read for a while holds every event once afterwards', async () => {
    const { id, title } = await given();
    await inStepInTime(club);
    club.google.public.role = 'reader';
    club.google.internal.role = 'reader';
    await rename(id, `${title} again`);
    await isBroken();
    club.google.public.role = 'writer';
    club.google.internal.role = 'writer';
    await expect(mended()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
  });

  it('a token that was refused is asked for anew, by the check too', async () => {
    const { id, title } = await given();
    await inStepInTime(club);
    club.google.accessTokens.clear();
    await expect(mended()).resolves.toContain('401');
    await isBroken();
    await expect(mended()).resolves.toBeNull();
    club.google.accessTokens.clear();
    await rename(id, `${title} again`);
    await isBroken();
    await expect(mended()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
  });

  it('a clock that is minutes wrong is no trouble; one that is far wrong is', async () => {
    for (const skewMs of [-4 * 60_000, 4 * 60_000]) {
      club.google.clock.skewMs = skewMs;
      club.google.accessTokens.clear();
      await mended();
      await expect(mended()).resolves.toBeNull();
    }
    club.google.clock.skewMs = -2 * 60 * 60_000;
    club.google.accessTokens.clear();
    await mended();
    await expect(mended()).resolves.toContain('iat and exp');
    const { id, title } = await given();
    await isBroken();
    club.google.clock.skewMs = 0;
    await expect(mended()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([title]);
  });
});

describe('what somebody does in the calendar', () => {
  const stored = (id: string) =>
    [...club.google.public.events.values()].find((each) => eventOf(each) === id)?.id ?? '';

  it('an event that was deleted there comes back with the next change', async () => {
    const { id, title } = await given();
    await inStepInTime(club);
    const event = club.google.public.events.get(stored(id));
    if (event) event.status = 'cancelled';
    await rename(id, `${title} again`);
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
  });

  it('one that Google has forgotten is made again', async () => {
    const { id, title } = await given();
    await inStepInTime(club);
    club.google.public.events.delete(stored(id));
    await rename(id, `${title} again`);
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
  });

  it('one whose id is spent, Google letting nobody bring it back, gets another', async () => {
    const { id, title } = await given();
    await inStepInTime(club);
    const former = stored(id);
    const event = club.google.public.events.get(former);
    if (event) event.status = 'cancelled';
    const isRevival = (request: { action: string; params: Record<string, string> }) =>
      request.action === 'events.patch' && request.params.eventId === former;
    club.google.faults.next({ kind: 'error', name: 'forbidden', match: isRevival, times: Infinity });
    await rename(id, `${title} again`);
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
    await isReady();
    await documents().unpublish({ documentId: id, locale: 'en' });
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([]);
  });
});

/** Every error that Google documents is met above, or belongs to calls that the club does not make. */
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
