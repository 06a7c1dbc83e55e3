// The requests that the fake knows, and what each asks of the caller.
// Paths: https://developers.google.com/workspace/calendar/api/v3/reference. Scopes: "Authorization" of each method there.
// Ours: the least role for each, that a shared calendar is not on the account's list of calendars until `listed` says
// so, and that this is all there is.
import type { Answer } from '../remote/http';
import { refuse } from './errors';
import {
  deleteEvent,
  getEvent,
  insertEvent,
  patchEvent,
  updateEvent,
  type EventRequest,
  type Role,
} from './events';
import { listEvents } from './list';

export interface Operation {
  action: string;
  method: string;
  path: RegExp;
  /** Any of these, without the prefix that they share. */
  scopes: readonly string[];
  role: Role;
  answer(context: EventRequest): Answer;
}

const calendarPath = String.raw`^/calendar/v3/calendars/(?<calendarId>[^/]+)`;
const eventsPath = new RegExp(`${calendarPath}/events$`);
const eventPath = new RegExp(`${calendarPath}/events/(?<eventId>[^/]+)$`);
const writing = { scopes: ['calendar', 'calendar.events', 'calendar.events.owned'], role: 'writer' } as const;
const reading = {
  scopes: [
    ...writing.scopes,
    'calendar.readonly',
    'calendar.events.readonly',
    'calendar.events.owned.readonly',
  ],
  role: 'reader',
} as const;

export const operations = [
  { action: 'events.list', method: 'GET', path: eventsPath, ...reading, answer: listEvents },
  { action: 'events.insert', method: 'POST', path: eventsPath, ...writing, answer: insertEvent },
  { action: 'events.get', method: 'GET', path: eventPath, ...reading, answer: getEvent },
  { action: 'events.patch', method: 'PATCH', path: eventPath, ...writing, answer: patchEvent },
  { action: 'events.update', method: 'PUT', path: eventPath, ...writing, answer: updateEvent },
  { action: 'events.delete', method: 'DELETE', path: eventPath, ...writing, answer: deleteEvent },
  {
    action: 'calendars.get',
    method: 'GET',
    path: new RegExp(`${calendarPath}$`),
    scopes: ['calendar', 'calendar.readonly', 'calendar.calendars', 'calendar.calendars.readonly'],
    role: 'freeBusyReader',
    answer: ({ calendar: { id, summary, timeZone } }) => ({
      status: 200,
      body: { kind: 'calendar#calendar', etag: '"calendar"', id, summary, timeZone },
    }),
  },
  {
    action: 'calendarList.get',
    method: 'GET',
    path: /^\/calendar\/v3\/users\/me\/calendarList\/(?<calendarId>[^/]+)$/,
    scopes: ['calendar', 'calendar.readonly', 'calendar.calendarlist', 'calendar.calendarlist.readonly'],
    role: 'freeBusyReader',
    answer: ({ calendar: { id, summary, timeZone, role, listed } }) =>
      listed
        ? {
            status: 200,
            body: {
              kind: 'calendar#calendarListEntry',
              etag: '"entry"',
              id,
              summary,
              timeZone,
              accessRole: role,
            },
          }
        : refuse('notFound'),
  },
] as const satisfies readonly Operation[];

export const tokenRoute = { action: 'token', method: 'POST', path: /^\/token$/ } as const;

export type GoogleAction = (typeof operations)[number]['action'] | 'token';
