import {
  eventOf,
  inStep,
  inStepInTime,
  linkOf,
  postsOf,
  unfinishedJobs,
  type SyncedClub,
} from '../support/event-sync';
import { googleTroubles, startTroubledClub } from '../support/event-sync-troubles';
import { until } from '../support/until';

let club: SyncedClub;
beforeAll(async () => {
  club = await startTroubledClub();
});
afterAll(() => club.stop());

const { check, documents, given, onInternal, onPublic, publicTitles, rename, restored, resume, stateOf } =
  googleTroubles(() => club);
afterEach(restored);

/** And no call that was under way breaks it once more. */
async function isBroken(): Promise<void> {
  await until(stateOf, (state) => state === 'broken');
  await until(
    () => unfinishedJobs(club),
    (left) => left.every(({ state }) => state !== 'running'),
  );
}
const isReady = () => until(stateOf, (state) => state === 'ready');

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
    await expect(check()).resolves.toContain('Google Calendar answered');
    expect(postsOf(club.facebook, slug)).toHaveLength(1);
    const calls = club.google.requests.length;
    await rename(id, `${title} again`);
    await until(
      async () => postsOf(club.facebook, slug)[0]?.message,
      (message) => message?.includes(`${title} again`) ?? false,
    );
    expect(club.google.requests).toHaveLength(calls);

    club.google.faults.clear();
    await expect(check()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
    await isReady();
  });

  const untilNobodyRuns = (name: string) =>
    until(
      async () =>
        (await unfinishedJobs(club)).filter((job) => job.state === 'running' && job.name.startsWith(name)),
      (running) => running.length === 0,
    );

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
      // It tries to remove what it may not change, and is refused again.
      await untilNobodyRuns('event-sync.google-public');
      const refused = google.calls(({ params }) => params.calendarId === google.public.id).length;
      await until(
        () => linkOf(club, 'google-internal', id),
        (link) => link?.state === 'shown' && link.problem === null,
      );
      await untilNobodyRuns('event-sync.');
      await expect(stateOf()).resolves.toBe('broken');
      expect(google.calls(({ params }) => params.calendarId === google.public.id)).toHaveLength(refused);

      google.public.role = 'writer';
      await expect(check()).resolves.toBeNull();
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
    await expect(check()).resolves.toContain('404');
    await expect(meanwhile).resolves.toBe('broken');
    await expect(stateOf()).resolves.toBe('broken');
    club.google.public.role = 'writer';
    await expect(check()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toHaveLength(1);
  });

  it('may say itself that it is mended', async () => {
    club.google.faults.next({ kind: 'error', name: 'authError', times: Infinity });
    const { id, title } = await given();
    await isBroken();
    club.google.faults.clear();
    await resume();
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
    await expect(check()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
  });

  it('a token that was refused is asked for anew, by the check too', async () => {
    const { id, title } = await given();
    await inStepInTime(club);
    club.google.accessTokens.clear();
    await expect(check()).resolves.toContain('401');
    await isBroken();
    await expect(check()).resolves.toBeNull();
    club.google.accessTokens.clear();
    await rename(id, `${title} again`);
    await isBroken();
    await expect(check()).resolves.toBeNull();
    await inStepInTime(club);
    expect(publicTitles(id)).toEqual([`${title} again`]);
  });

  it('a clock that is minutes wrong is no trouble; one that is far wrong is', async () => {
    for (const skewMs of [-4 * 60_000, 4 * 60_000]) {
      club.google.clock.skewMs = skewMs;
      club.google.accessTokens.clear();
      await check();
      await expect(check()).resolves.toBeNull();
    }
    club.google.clock.skewMs = -2 * 60 * 60_000;
    club.google.accessTokens.clear();
    await check();
    await expect(check()).resolves.toContain('iat and exp');
    const { id, title } = await given();
    await isBroken();
    club.google.clock.skewMs = 0;
    await expect(check()).resolves.toBeNull();
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
