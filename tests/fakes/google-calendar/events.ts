// What may be done with the events of a calendar:
// https://developers.google.com/workspace/calendar/api/v3/reference/events (insert, get, patch, update, delete),
// https://developers.google.com/workspace/calendar/api/guides/version-resources (etags, If-Match). That a deleted
// event stays, cancelled, keeps its id and can be confirmed again: "Events: status" of the reference, and
// https://stackoverflow.com/questions/27542721; some were refused with 403 `forbidden` when they tried
// (https://github.com/googleapis/google-api-ruby-client/issues/1811), which a test may ask for as a fault.
// Ours: a patch or update of a cancelled event without a status leaves it cancelled; every write makes a new etag.
import type { Answer, Recorded } from '../remote/http';
import type { Clock } from '../remote/remote';
import { refuse } from './errors';
import { checkEvent, checkId, instantOf, merge, writable, type StoredEvent } from './event';

export type Role = 'none' | 'freeBusyReader' | 'reader' | 'writer' | 'owner';

/** A calendar as the service account sees it. */
export interface Calendar {
  id: string;
  summary: string;
  timeZone: string;
  /** `none` when the calendar is not shared with the service account. */
  role: Role;
  /** Whether it is on the account's own list of calendars, too. */
  listed: boolean;
  /** By id, the cancelled ones too. Google forgets those after some weeks: delete them here. */
  events: Map<string, StoredEvent>;
}

export interface EventRequest {
  request: Recorded<string>;
  calendar: Calendar;
  clock: Clock;
}

let version = 0;

export function insertEvent({ request, calendar, clock }: EventRequest): Answer {
  checkSendUpdates(request);
  const fields = writable(request.body);
  if (fields.id !== undefined && fields.iCalUID !== undefined) refuse('invalidId');
  const id = fields.id === undefined ? `fake${(++version).toString(32)}` : checkId(fields.id);
  if (calendar.events.has(id)) refuse('duplicate');
  checkEvent(fields);
  const now = clock.now().toISOString();
  return stored(calendar, {
    status: 'confirmed',
    iCalUID: `${id}@google.com`,
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(`${id} ${calendar.id}`).toString('base64url')}`,
    eventType: 'default',
    sequence: 0,
    ...fields,
    ...{ kind: 'calendar#event', id, etag: nextEtag(), created: now, updated: now },
  });
}

export function getEvent(context: EventRequest): Answer {
  return { status: 200, body: existing(context) };
}

export function patchEvent(context: EventRequest): Answer {
  checkSendUpdates(context.request);
  const event = unchangedSince(context);
  return write(context, event, merge(event, writable(context.request.body)));
}

/** PUT: what is not sent is gone, the sequence number too, which counts as 0 then. */
export function updateEvent(context: EventRequest): Answer {
  checkSendUpdates(context.request);
  const event = unchangedSince(context);
  const { id, kind, created, iCalUID, htmlLink, eventType } = event;
  const kept = { id, kind, created, iCalUID, htmlLink, eventType, status: event.status, sequence: 0 };
  return write(context, event, { ...kept, ...writable(context.request.body) });
}

export function deleteEvent(context: EventRequest): Answer {
  checkSendUpdates(context.request);
  const event = unchangedSince(context);
  if (event.status === 'cancelled') refuse('deleted');
  stored(context.calendar, { ...event, status: 'cancelled', ...stamp(context.clock) });
  return { status: 204 };
}

function write(
  { calendar, clock }: EventRequest,
  before: StoredEvent,
  after: Record<string, unknown>,
): Answer {
  checkEvent(after);
  const sequence = Number(after.sequence ?? 0);
  if (sequence < before.sequence) refuse('invalidSequence');
  const moved =
    instantOf(after.start) !== instantOf(before.start) || instantOf(after.end) !== instantOf(before.end);
  return stored(calendar, {
    status: 'confirmed',
    ...after,
    ...{ kind: before.kind, id: before.id, created: before.created, ...stamp(clock) },
    sequence: moved && sequence === before.sequence ? sequence + 1 : sequence,
  });
}

function stored(calendar: Calendar, event: StoredEvent): Answer {
  calendar.events.set(event.id, event);
  return { status: 200, body: event };
}

function existing({ request, calendar }: EventRequest): StoredEvent {
  return calendar.events.get(request.params.eventId ?? '') ?? refuse('notFound');
}

function unchangedSince(context: EventRequest): StoredEvent {
  const event = existing(context);
  const condition = context.request.headers['if-match'];
  if (condition !== undefined && condition !== '*' && condition !== event.etag) refuse('conditionNotMet');
  return event;
}

function checkSendUpdates({ query }: Recorded<string>): void {
  const wanted = query.get('sendUpdates') ?? 'none';
  if (!['all', 'externalOnly', 'none'].includes(wanted)) refuse('badSendUpdates');
}

const nextEtag = (): string => `"${++version}"`;

const stamp = (clock: Clock): { etag: string; updated: string } => ({
  etag: nextEtag(),
  updated: clock.now().toISOString(),
});
