import { randomUUID } from 'node:crypto';
import { facebook } from '../../src/plugins/event-sync/server/targets/facebook-page';
import { googleCalendar } from '../../src/plugins/event-sync/server/targets/google-calendar';
import { integrationsService } from '../../src/plugins/integrations/server/services';
import type { Calendar, GoogleRequest } from '../fakes/google-calendar';
import { createQuota } from '../fakes/remote/quota';
import { amount } from '../support/amounts';
import { eventOf, inStepInTime, startSyncedClub, type SyncedClub } from '../support/event-sync';
import { startRemoteClock, type RemoteClock } from '../support/remote-clock';
import { until } from '../support/until';

/**
 * Time passes when somebody waits for it, and an hour stands for a minute: the budget's library forgets by real time too, which
 * must not come first on a slow machine.
 */
const minute = 60 * 60_000;
const stretched = <Rate extends { calls: number; seconds: number }>(rate: Rate): Rate => ({
  ...rate,
  seconds: rate.seconds * 60,
});
const { burst, ...rate } = googleCalendar.budget;
const budget = { ...stretched(rate), ...(burst && { burst: stretched(burst) }) };
const google = { limit: 600, windowMs: minute };
/** More than Google takes in a minute, so that its quota counts. */
const count = amount(350, 1000);

let clock: RemoteClock;
let club: SyncedClub;
beforeAll(async () => {
  clock = startRemoteClock();
  club = await startSyncedClub({
    settings: {
      budgets: { 'google-calendar': budget, facebook: facebook.budget },
      calls: { limits: {}, patience: { longestPauseMs: minute / 12 }, circuit: {} },
    },
    clock: { now: () => Date.now(), leap: (milliseconds) => clock.pass(milliseconds) },
    wait: (milliseconds, signal) => clock.wait(milliseconds, signal),
  });
  club.google.quota = Object.assign(
    createQuota(() => Date.now()),
    google,
  );
});
afterAll(async () => {
  await club.stop();
  jest.useRealTimers();
});

/** Events that were there before anybody connected a calendar. */
async function fill(): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const rows = ids.flatMap((documentId, index) => {
    const at = (hours: number): Date => new Date(Date.now() + (24 * (1 + index) + hours) * 60 * 60_000);
    const slug = `night-${index}`;
    const times = { startTime: at(0), endTime: at(2), timezone: 'Europe/Rome' };
    const kind = { eventType: 'live_music', eventStatus: 'scheduled', announce: true };
    const row = { documentId, locale: 'en', slug, title: `Night ${index}`, ...times, ...kind };
    return [row, { ...row, publishedAt: new Date() }];
  });
  for (let from = 0; from < rows.length; from += 100)
    await club.strapi.db.query('api::event.event').createMany({ data: rows.slice(from, from + 100) });
  return ids;
}

const calendars = (): Calendar[] => [club.google.internal, club.google.public];
const requests = (): GoogleRequest[] => club.google.requests.filter(({ action }) => action !== 'token');
const answered = (status: number): GoogleRequest[] =>
  requests().filter((request) => request.status === status);

/** The most requests in any of Google's minutes. */
function mostInAMinute(): number {
  const times = requests().map(({ at }) => at);
  return Math.max(
    ...times.map((end, last) => times.slice(0, last + 1).filter((at) => at > end - minute).length),
  );
}

/** Resolves when both calendars hold so many; as long as there is progress it may take its time. */
async function held(most: number): Promise<void> {
  const least = (): number => Math.min(...calendars().map(({ events }) => events.size));
  for (let next = 10; next <= most; next += 10)
    await until(
      async () => least(),
      (size) => size >= next,
    );
}

it(`${count} events are synced from nothing, at the speed of the quota, over a restart`, async () => {
  const ids = await fill();
  const begun = Date.now();
  // Amid it all the process ends, when Google has done what it was asked on both calendars, and has told nobody.
  const lost = calendars().map(({ id, events }) => {
    const isHere = ({ action, params }: GoogleRequest): boolean =>
      action === 'events.insert' && params.calendarId === id;
    const isMiddle = (request: GoogleRequest): boolean => isHere(request) && events.size >= count / 2;
    club.google.faults.next({ kind: 'hang', afterEffect: true, match: isMiddle });
    return club.google.arrival((request) => isHere(request) && request.fault === 'hang');
  });
  await integrationsService(club.strapi).syncAll('google-calendar');
  await held(count / 2);
  await Promise.all(lost);
  club = await club.restart();
  await held(count);
  await inStepInTime(club);
  const minutes = (Date.now() - begun) / minute;

  for (const calendar of calendars()) {
    const shown = club.google.shown(calendar);
    expect(shown.map(eventOf).sort()).toEqual(ids.toSorted());
  }
  const inserts = requests().filter(({ action }) => action === 'events.insert').length;
  const [existed, refused] = [answered(409).length, answered(403).length + answered(429).length];
  const twice = lost.length;
  expect({ inserts, existed, refused }).toEqual({ inserts: 2 * count + twice, existed: twice, refused: 0 });
  expect(mostInAMinute()).toBeLessThanOrEqual(google.limit);
  expect(minutes).toBeLessThan((2 * count) / 540 + 1);

  const before = requests().length;
  await integrationsService(club.strapi).syncAll('google-calendar');
  await inStepInTime(club);
  expect(
    new Set(
      requests()
        .slice(before)
        .map(({ action }) => action),
    ),
  ).toEqual(new Set(['events.list']));
}, 600_000);
