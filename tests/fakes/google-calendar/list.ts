// The list of a calendar's events: https://developers.google.com/workspace/calendar/api/v3/reference/events/list.
// Several `privateExtendedProperty` are alternatives, says
// https://developers.google.com/workspace/calendar/api/guides/extended-properties with an example; the reference
// says "all given constraints". Nothing should depend on it. Ours: the order (by id), that every sync token has
// expired, that recurring events are not expanded (`singleEvents` is passed over).
import { fieldsOf, type Answer } from '../remote/http';
import { refuse } from './errors';
import { instantOf, type StoredEvent } from './event';
import type { EventRequest } from './events';

const defaultPage = 250;
const largestPage = 2500;

export function listEvents({ request: { query }, calendar, clock }: EventRequest): Answer {
  if (query.has('syncToken')) refuse('fullSyncRequired');
  const events = [...calendar.events.values()]
    .filter(filterOf(query))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const after = lastOfPage(query.get('pageToken'));
  const rest = events.filter(({ id }) => id > after);
  const size = Math.min(Math.max(Number(query.get('maxResults') ?? defaultPage), 1), largestPage);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  const place =
    last && rest.length > size
      ? { nextPageToken: Buffer.from(`after ${last.id}`).toString('base64url') }
      : { nextSyncToken: Buffer.from(clock.now().toISOString()).toString('base64url') };
  const { summary, timeZone, role: accessRole } = calendar;
  const updated = clock.now().toISOString();
  return {
    status: 200,
    body: { kind: 'calendar#events', summary, timeZone, updated, accessRole, ...place, items },
  };
}

function filterOf(query: URLSearchParams): (event: StoredEvent) => boolean {
  const timeMin = boundOf(query, 'timeMin') ?? -Infinity;
  const timeMax = boundOf(query, 'timeMax') ?? Infinity;
  if (timeMin >= timeMax) refuse('timeRangeEmpty');
  const updatedMin = boundOf(query, 'updatedMin');
  const showDeleted = query.get('showDeleted') === 'true' || updatedMin !== undefined;
  return (event) =>
    (showDeleted || event.status !== 'cancelled') &&
    instantOf(event.end) > timeMin &&
    instantOf(event.start) < timeMax &&
    (updatedMin === undefined || Date.parse(event.updated) >= updatedMin) &&
    hasProperty(event, 'private', query.getAll('privateExtendedProperty')) &&
    hasProperty(event, 'shared', query.getAll('sharedExtendedProperty'));
}

function boundOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/i.test(text);
  return hasOffset && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : refuse('badRequest');
}

function hasProperty(event: StoredEvent, visibility: string, wanted: string[]): boolean {
  const properties = fieldsOf(fieldsOf(event.extendedProperties)[visibility]);
  return (
    wanted.length === 0 ||
    wanted.some((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 1) refuse('badRequest');
      return properties[pair.slice(0, equals)] === pair.slice(equals + 1);
    })
  );
}

function lastOfPage(token: string | null): string {
  if (token === null) return '';
  const [, id] = /^after ([a-v0-9]+)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? [];
  return id ?? refuse('badPageToken');
}
