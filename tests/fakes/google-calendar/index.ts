// A stand-in for Google Calendar v3 and Google's token endpoint, over real HTTP. What each part does, where that is
// documented and what of it we assume stands at the head of its file. Here: who may do what.
// A calendar that the account cannot see is 404: https://developers.google.com/workspace/calendar/api/guides/errors.
// Limits: https://developers.google.com/workspace/calendar/api/guides/quota (a sliding minute, 600 a user).
// Ours: the order of the checks (token, quota, scope, calendar, role), that refused requests do not count against the
// quota, and that `freeBusyReader` is answered 403 `forbidden`.
import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Fault } from '../remote/faults';
import { createQuota, type Quota } from '../remote/quota';
import { createClock, startRemote, type Remote } from '../remote/remote';
import { fieldsOf, Refusal, type Answer, type Recorded } from '../remote/http';
import { calendarError, refuse, type CalendarErrorName } from './errors';
import type { StoredEvent } from './event';
import type { Calendar, Role } from './events';
import { operations, tokenRoute, type GoogleAction } from './operations';
import { settingsFor, type GoogleCalendarSettings } from './settings';
import { grantToken, type AccessToken, type ServiceAccount } from './token';

export type { Calendar } from './events';
export type { StoredEvent } from './event';
export type { CalendarErrorName } from './errors';
export type { GoogleAction } from './operations';

export type GoogleRequest = Recorded<GoogleAction>;

export interface GoogleCalendarState {
  calendars: Map<string, Calendar>;
  /** The calendars that `settings` name. */
  internal: Calendar;
  public: Calendar;
  account: ServiceAccount;
  /** Tokens handed out; a cleared map refuses them all with 401. */
  accessTokens: Map<string, AccessToken>;
  /** Seconds that the next tokens are good for. */
  tokenLifetime: number;
  /** Requests to the calendar; `limit` 600 is Google's. Off by default. */
  quota: Quota;
  /** What is answered beyond the quota. */
  quotaError: CalendarErrorName;
  /** Adds a calendar, shared for writing unless told otherwise. */
  addCalendar(id: string, more?: Partial<Calendar>): Calendar;
  /** The events of a calendar that are not cancelled. */
  shown(calendar: Calendar): StoredEvent[];
}

export interface FakeGoogleCalendar extends Remote<GoogleAction, CalendarErrorName>, GoogleCalendarState {
  /** The environment of a club that talks to this fake. */
  settings: GoogleCalendarSettings;
  /** The requests about one event, its insertion included, on whatever calendar. */
  about(eventId: string): GoogleRequest[];
}

const ranks: readonly Role[] = ['none', 'freeBusyReader', 'reader', 'writer', 'owner'];

const transient: readonly Fault<CalendarErrorName>[] = [
  { kind: 'error', name: 'rateLimitExceeded' },
  { kind: 'error', name: 'userRateLimitExceeded' },
  { kind: 'error', name: 'tooManyRequests' },
  { kind: 'error', name: 'backendError' },
  { kind: 'error', name: 'backendError', afterEffect: true },
  { kind: 'page', status: 502 },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
];

/** Starts the fake with a service account whose key nobody else has and two empty calendars. */
export async function startGoogleCalendar(): Promise<FakeGoogleCalendar> {
  const { publicKey, privateKey } = await sharedKeyPair();
  const state = createState({ email: 'club@dreamers-cave.iam.gserviceaccount.com', publicKey });
  const remote = await startRemote<GoogleAction, CalendarErrorName>(createClock(), {
    routes: [tokenRoute, ...operations],
    transient,
    covers: ({ action }) => action !== 'token',
    error: calendarError,
    answer: (request) => (request.action === 'token' ? answerToken : answerCalendar)(request, fake),
  });
  const { internal, public: shownToAll, account } = state;
  const settings = settingsFor({
    url: remote.url,
    email: account.email,
    privateKey,
    internal: internal.id,
    public: shownToAll.id,
  });
  const fake: FakeGoogleCalendar = Object.assign(remote, state, {
    settings,
    about: (eventId: string) =>
      remote.requests.filter(({ params, body }) => (params.eventId ?? fieldsOf(body).id) === eventId),
  });
  return fake;
}

function createState(account: ServiceAccount): GoogleCalendarState {
  const calendars = new Map<string, Calendar>();
  const addCalendar = (id: string, more: Partial<Calendar> = {}): Calendar => {
    const plain = { id, summary: id, timeZone: 'Europe/Rome', role: 'writer', listed: false } as const;
    const calendar = { ...plain, events: new Map<string, StoredEvent>(), ...more };
    calendars.set(id, calendar);
    return calendar;
  };
  return {
    calendars,
    internal: addCalendar('internal@group.calendar.google.com'),
    public: addCalendar('public@group.calendar.google.com'),
    account,
    accessTokens: new Map(),
    tokenLifetime: 3599,
    quota: createQuota(),
    quotaError: 'rateLimitExceeded',
    addCalendar,
    shown: ({ events }) => [...events.values()].filter(({ status }) => status !== 'cancelled'),
  };
}

function answerToken({ body }: GoogleRequest, fake: FakeGoogleCalendar): Answer {
  const { account, accessTokens, clock, tokenLifetime: lifetimeSeconds, url } = fake;
  return grantToken(body, { account, accessTokens, clock, lifetimeSeconds, tokenUrl: `${url}/token` });
}

function answerCalendar(request: GoogleRequest, fake: FakeGoogleCalendar): Answer {
  const scopes = grantedScopes(request, fake);
  if (!fake.quota.take()) refuse(fake.quotaError);
  const operation = operations.find(({ action }) => action === request.action);
  if (!operation) throw new Refusal({ status: 404, body: 'Not Found' });
  if (!operation.scopes.some((scope) => scopes.includes(scope))) refuse('insufficientPermissions');
  const calendar = fake.calendars.get(request.params.calendarId ?? '');
  if (!calendar || calendar.role === 'none') return refuse('notFound');
  if (ranks.indexOf(calendar.role) < ranks.indexOf(operation.role)) {
    refuse(calendar.role === 'reader' ? 'requiredAccessLevel' : 'forbidden');
  }
  return operation.answer({ request, calendar, clock: fake.clock });
}

function grantedScopes({ headers }: GoogleRequest, { accessTokens, clock }: FakeGoogleCalendar): string[] {
  const [, bearer = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
  const token = accessTokens.get(bearer);
  if (!token || token.expiresAt <= clock.now().getTime()) return refuse('authError');
  return token.scopes.map((scope) => scope.replace('https://www.googleapis.com/auth/', ''));
}

let keyPair: Promise<{ publicKey: KeyObject; privateKey: KeyObject }> | undefined;

/** One key pair for all fakes of a process: making one takes a tenth of a second. */
function sharedKeyPair(): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  keyPair ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return keyPair;
}
