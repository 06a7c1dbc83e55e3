import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { EventSyncConfig } from '../../src/plugins/event-sync/server/config';
import { eventSyncService, type EventSyncService } from '../../src/plugins/event-sync/server/services';
import type { TargetName } from '../../src/plugins/event-sync/server/targets';
import { startFacebook, type FakeFacebook, type Post } from '../fakes/facebook';
import {
  startGoogleCalendar,
  type Calendar,
  type FakeGoogleCalendar,
  type StoredEvent,
} from '../fakes/google-calendar';
import { startClub, type Club } from './club';
import { documentsOf } from './documents';
import { fresh } from './faults';
import type { RemoteClock } from './remote-clock';
import { until } from './until';

/** A club with both connections on, and what it is connected to. */
export interface SyncedClub extends Club {
  google: FakeGoogleCalendar;
  facebook: FakeFacebook;
  sync: EventSyncService;
  clock: TestClock;
  /** As a club's, and connected as it was. */
  restart(): Promise<SyncedClub>;
}

/** The time as the club's queue and connections have it: the machine's, and what the test has leapt over. */
export interface TestClock {
  now: () => number;
  leap: (milliseconds: number) => void;
}

export function createTestClock(): TestClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    leap: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

interface StartOptions {
  settings?: Partial<Pick<EventSyncConfig, 'budgets' | 'calls' | 'random' | 'timeZone'>>;
  /** Whether the queue works by itself. */
  worker?: boolean;
  clock?: TestClock;
  /** How calls wait for their turn, where not as the machine does. */
  wait?: RemoteClock['wait'];
  graphql?: boolean;
}

const plenty = { calls: 10_000, seconds: 1 };

/** Starts the fakes, and a club that talks to them: as often as it likes, if not told otherwise. */
export async function startSyncedClub({
  settings,
  worker = true,
  clock = createTestClock(),
  wait,
  graphql,
}: StartOptions = {}): Promise<SyncedClub> {
  const [google, facebook] = await Promise.all([startGoogleCalendar(), startFacebook()]);
  const set = (strapi: Core.Strapi, plugin: string, more: object): void => {
    Object.assign(strapi.config.get<object>(`plugin::${plugin}`), more);
  };
  const club = await startClub({
    graphql,
    env: { FRONTEND_URL: 'http://website.test', ...google.settings, ...facebook.settings },
    prepare(strapi) {
      const budgets = { 'google-calendar': plenty, facebook: plenty };
      set(strapi, 'event-sync', { now: clock.now, budgets, ...settings });
      set(strapi, 'integrations', { now: clock.now, standingMs: 0, ...(wait && { wait }) });
      set(strapi, 'jobs', { now: clock.now, pollMs: 20, drainMs: 100, worker });
    },
  });
  const synced = (booted: Club): SyncedClub => ({
    ...booted,
    google,
    facebook,
    clock,
    sync: eventSyncService(booted.strapi),
    async stop() {
      await booted.stop();
      await Promise.all([google.close(), facebook.close()]);
    },
    restart: async () => synced(await booted.restart()),
  });
  return synced(club);
}

const jobRow = z.object({
  name: z.string(),
  key: z.string().nullable(),
  state: z.string(),
  error: z.string().nullable(),
  run_at: z.coerce.number(),
});
export type SyncJob = z.infer<typeof jobRow>;

/** The plugin's jobs that are not over. */
export async function unfinishedJobs({ strapi }: Club): Promise<SyncJob[]> {
  const rows: unknown = await strapi.db
    .connection('jobs')
    .select('name', 'key', 'state', 'error', 'run_at')
    .where('name', 'like', 'event-sync.%')
    .whereIn('state', ['pending', 'delayed', 'running'])
    .orderBy('id');
  return z.array(jobRow).parse(rows);
}

/** Resolves once the queue has nothing to do for the targets now. */
export async function settled(club: SyncedClub): Promise<void> {
  await until(
    async () => (await unfinishedJobs(club)).filter((job) => isDue(job, club)),
    (left) => left.length === 0,
  );
}

const isDue = ({ state, run_at }: SyncJob, { clock }: SyncedClub): boolean =>
  state !== 'delayed' || run_at <= clock.now();

/** Resolves once the queue has nothing left to do for the targets, but for what waits for a later hour. */
export async function inStep(club: SyncedClub): Promise<void> {
  const soon = 60 * 60_000;
  await until(
    async () => (await unfinishedJobs(club)).filter(({ run_at }) => run_at < club.clock.now() + soon),
    (left) => left.length === 0,
  );
}

/** Leaps to when the queue has something to do again, as often as it has. */
export async function inStepInTime(club: SyncedClub): Promise<void> {
  for (;;) {
    await settled(club);
    const [next] = (await unfinishedJobs(club)).map(({ run_at }) => run_at).toSorted((a, b) => a - b);
    if (next === undefined) return;
    club.clock.leap(Math.max(0, next - club.clock.now()));
  }
}

const linkRow = z.object({
  target: z.string(),
  event: z.string(),
  state: z.string(),
  remote_id: z.string().nullable(),
  problem: z.string().nullable(),
});
export type SyncLink = z.infer<typeof linkRow>;

/** What the club knows of an event at a target. */
export async function linkOf({ strapi }: Club, target: TargetName, event: string): Promise<SyncLink | null> {
  const row: unknown = await strapi.db.connection('event_sync_links').where({ target, event }).first();
  return linkRow.nullable().parse(row ?? null);
}

const kindsOfProblem = new Map([
  ['delayed', 'again'],
  ['failed', 'never'],
  ['pending', 'reconnect'],
]);

/** What follows from the last attempt at a target, by its job's state; null where that did not fail. */
export async function problemKindOf(club: Club, target: TargetName, event: string): Promise<string | null> {
  const newest = async (): Promise<SyncJob> => {
    const jobs = club.strapi.db.connection('jobs').where({ name: `event-sync.${target}`, key: event });
    return jobRow.parse(await jobs.orderBy('id', 'desc').first());
  };
  const { state } = await until(newest, (job) => job.state !== 'running');
  const link = await linkOf(club, target, event);
  return link?.problem ? (kindsOfProblem.get(state) ?? state) : null;
}

/** The calls that were made, in short: `internal insert`, `page create`. Those for tokens are not about events. */
export function callsOf({ google, facebook }: SyncedClub): string[] {
  const nameOf = (id: string | undefined): string => (id === google.public.id ? 'public' : 'internal');
  return [
    ...google.requests
      .filter(({ action }) => action !== 'token')
      .map(({ action, params }) => `${nameOf(params.calendarId)} ${action.replace('events.', '')}`),
    ...facebook.requests.map(({ action }) => `page ${action.replace(/^(feed|post)\./, '')}`),
  ].sort();
}

/** Forgets the calls so far. */
export function forgetCalls({ google, facebook }: SyncedClub): void {
  google.requests.length = 0;
  facebook.requests.length = 0;
}

/** What somebody reads on the calendars and the page, by event. */
export function shownOf({ google, facebook }: SyncedClub, event: string, slug: string) {
  return {
    internal: titles(google, google.internal, event),
    public: titles(google, google.public, event),
    page: postsOf(facebook, slug).map(({ message }) => message.split('\n')[0] ?? ''),
  };
}

const titles = (google: FakeGoogleCalendar, calendar: Calendar, event: string): string[] =>
  google
    .shown(calendar)
    .filter((each) => eventOf(each) === event)
    .map(({ summary }) => String(summary));

const properties = z.looseObject({
  extendedProperties: z.object({ private: z.object({ event: z.string() }) }),
});

/** The club's event that a calendar's is about. */
export const eventOf = (stored: StoredEvent): string | null =>
  properties.safeParse(stored).data?.extendedProperties.private.event ?? null;

/** The posts that link an event's page. */
export const postsOf = ({ page }: FakeFacebook, slug: string): Post[] =>
  [...page.posts.values()].filter(({ message, link }) =>
    [link, ...message.split(/\s/)].some((word) => word?.endsWith(`/events/${slug}`)),
  );

export interface CreatedEvent {
  id: string;
  slug: string;
  title: string;
}

/** Makes an event of tomorrow, published if not told otherwise. */
export async function createdEvent(
  club: SyncedClub,
  more: object = {},
  status = 'published',
): Promise<CreatedEvent> {
  const slug = fresh('event');
  const title = `Title of ${slug}`;
  const at = (hours: number): string => new Date(club.clock.now() + hours * 60 * 60_000).toISOString();
  const times = { startTime: at(24), endTime: at(26), timezone: 'Europe/Rome' };
  const data = { slug, title, eventType: 'live_music', eventStatus: 'scheduled', ...times, ...more };
  const { documentId } = await documentsOf(club, 'api::event.event').create({ locale: 'en', status, data });
  return { id: documentId, slug, title };
}
