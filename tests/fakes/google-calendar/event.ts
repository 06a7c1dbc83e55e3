// One event by itself: which ids and times Google takes, how a patch merges, what a stored event looks like.
// https://developers.google.com/workspace/calendar/api/v3/reference/events (fields, ids, times),
// https://developers.google.com/workspace/calendar/api/guides/performance#patch (merging, null deletes),
// https://developers.google.com/workspace/calendar/api/guides/extended-properties (their limits).
// Ours: which rule is checked first, that an event may end when it starts, that a change of the times and nothing
// else raises `sequence`.
import { IANAZone } from 'luxon';
import { fieldsOf } from '../remote/http';
import { refuse } from './errors';

export interface StoredEvent {
  kind: 'calendar#event';
  id: string;
  etag: string;
  status: string;
  /** RFC 3339, by the remote's clock. */
  created: string;
  updated: string;
  sequence: number;
  /** Everything else: summary, start, end, extendedProperties and so on. */
  [field: string]: unknown;
}

/** What callers cannot set; Google passes over it. */
const readOnly = ['kind', 'etag', 'htmlLink', 'created', 'updated', 'creator', 'organizer', 'eventType'];
const statuses = ['confirmed', 'tentative', 'cancelled'];
const idForm = /^[a-v0-9]{5,1024}$/;
const offset = /(Z|[+-]\d\d:?\d\d)$/i;
const keyLength = 44;
const valueLength = 1024;

export function checkId(id: unknown): string {
  return typeof id === 'string' && idForm.test(id) ? id : refuse('invalidId');
}

/** What a caller may set of an event, its properties cut to Google's limits. */
export function writable(body: unknown): Record<string, unknown> {
  const fields = Object.entries(fieldsOf(body)).filter(([name]) => !readOnly.includes(name));
  const event = Object.fromEntries(fields);
  if (event.attendees !== undefined) refuse('forbiddenForServiceAccounts');
  if (event.extendedProperties) event.extendedProperties = withinLimits(event.extendedProperties);
  return event;
}

function withinLimits(properties: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fieldsOf(properties)).map(([visibility, pairs]) => [
      visibility,
      Object.fromEntries(
        Object.entries(fieldsOf(pairs))
          .filter(([key]) => key.length <= keyLength)
          .map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, valueLength) : value]),
      ),
    ]),
  );
}

/** The fields of `patch` over those of `base`: objects merge, null deletes, lists are replaced. */
export function merge(
  base: Record<string, unknown>,
  patch: Record<string, unknown>,
): Record<string, unknown> {
  const merged = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (isObject(value)) merged[name] = merge(fieldsOf(merged[name]), value);
    else merged[name] = value;
  }
  return merged;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Refuses an event that Google would not keep. */
export function checkEvent(event: Record<string, unknown>): void {
  if (event.status !== undefined && !statuses.some((status) => status === event.status)) refuse('badRequest');
  const { start, end, recurrence } = event;
  if (!isObject(end)) refuse('missingEnd');
  if (!isObject(start)) refuse('missingStart');
  const isAllDay = isSet(start.date) && isSet(end.date);
  const isTimed = isSet(start.dateTime) && isSet(end.dateTime);
  if (isAllDay === isTimed) refuse('mixedTimes');
  if (isTimed && (isSet(start.date) || isSet(end.date))) refuse('mixedTimes');
  if (isTimed) {
    checkZone(start, recurrence !== undefined);
    checkZone(end, recurrence !== undefined);
  }
  const [from, to] = [instantOf(start), instantOf(end)];
  if (Number.isNaN(from) || Number.isNaN(to)) refuse('badRequest');
  if (to < from) refuse('timeRangeEmpty');
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

function checkZone({ dateTime, timeZone }: Record<string, unknown>, needsZone: boolean): void {
  if (isSet(timeZone) && !IANAZone.isValidZone(String(timeZone))) refuse('badRequest');
  if (!isSet(timeZone) && (needsZone || !offset.test(String(dateTime)))) refuse('missingTimeZone');
}

/** When an event's start or end is, in milliseconds since 1970; a day begins at midnight UTC. NaN for no time. */
export function instantOf(edge: unknown): number {
  const { date, dateTime, timeZone } = fieldsOf(edge);
  if (isSet(date)) return Date.parse(`${String(date)}T00:00:00Z`);
  const text = String(dateTime);
  if (offset.test(text)) return Date.parse(text);
  const asUtc = Date.parse(`${text}Z`);
  const zone = IANAZone.create(String(timeZone));
  return asUtc - zone.offset(asUtc - zone.offset(asUtc) * 60_000) * 60_000;
}
