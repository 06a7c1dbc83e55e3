import ical, { ICalEventStatus } from 'ical-generator';
import type { EventStatus } from '../../../../content/server/domain/event-constants';
import type { EventView } from '../views/event';
import { descriptionOf, titleOf } from './event-text';
import { oneLine } from '../../../../content/server/domain/text/clean';
import { words } from './words';
import { escapeText, fold } from './ical-lines';

const hour = 60 * 60;
const statuses: Readonly<Record<EventStatus, ICalEventStatus>> = {
  scheduled: ICalEventStatus.CONFIRMED,
  postponed: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/** What a calendar knows an event by for good: no setting may be part of it, or every subscriber gets all events twice. */
export const uidOf = ({ id }: EventView): string => `${id}@dreamers-cave`;

/**
 * The number of a revision (RFC 5545, 3.8.7.4), which must rise with every change of what is shown: the seconds from the
 * document's creation to the last one.
 */
export function sequenceOf({ created_at, updated_at }: EventView): number {
  return Math.max(0, Math.floor((Date.parse(updated_at) - Date.parse(created_at)) / 1000));
}

function eventData(event: EventView, url: string) {
  const { event_type, location, language, status } = event;
  const updated = new Date(event.updated_at);
  const place = oneLine(location?.name ?? '');
  return {
    id: uidOf(event),
    sequence: sequenceOf(event),
    // Not the moment of the answer: the same content must be the same bytes, and so the same ETag.
    stamp: updated,
    lastModified: updated,
    created: new Date(event.created_at),
    start: new Date(event.start_time),
    end: new Date(event.end_time),
    summary: titleOf(event),
    description: descriptionOf(event, url),
    ...(place !== '' && { location: { title: place } }),
    ...(event_type && { categories: [{ name: words[language].types[event_type] }] }),
    status: statuses[status],
    url,
  };
}

/**
 * Events as an iCalendar document (RFC 5545), all times in UTC. `timeZone` (IANA) is the club's, for programs that ask
 * in which zone to show a calendar.
 */
export function calendarOf(
  events: readonly EventView[],
  { name, timeZone, eventUrl }: { name: string; timeZone: string; eventUrl: (slug: string) => string },
): string {
  const calendar = ical({
    prodId: { company: 'dreamers-cave', product: 'events', language: 'EN' },
    name: escapeText(oneLine(name)),
    scale: 'GREGORIAN',
    ttl: hour,
  });
  const end = 'END:VCALENDAR';
  // The zone is written here: given it, the library would drop the Z of every time. The events are written one by one,
  // since the calendar's own toString() folds a thousand of them in two seconds, and the process answers nobody meanwhile.
  const head = `${calendar.toString().slice(0, -end.length)}X-WR-TIMEZONE:${timeZone}\r\n`;
  const body = events.map((event) => calendar.createEvent(eventData(event, eventUrl(event.slug))).toString());
  return `${head}${body.map(fold).join('')}${end}\r\n`;
}
