import type { calendar_v3 } from '@googleapis/calendar';
import { wanted, type Wanted } from '../../domain/desired';
import { fingerprint } from '../../domain/fingerprint';
import type { EventVersion } from '../../domain/shown-event';
import { withOffset } from '../../domain/times';

/**
 * An event as Google's calendars keep it. Every field is always there, empty where it says nothing: a change is a PATCH, which
 * leaves alone what it does not name. Its status is never `cancelled`, by which Google means deleted; so a PATCH brings back
 * what was deleted. https://developers.google.com/workspace/calendar/api/v3/reference/events
 */
export interface CalendarEvent {
  summary: string;
  description: string;
  location: string;
  start: CalendarTime;
  end: CalendarTime;
  status: 'confirmed' | 'tentative';
  extendedProperties: { private: { club: string; event: string; hash: string } };
}

interface CalendarTime {
  /** RFC 3339, with the zone's offset. */
  dateTime: string;
  /** IANA. */
  timeZone: string;
}

/** The most characters that Google keeps of a description. */
export const longestDescription = 8192;
/** Google names no limit; titles in the club have 255 characters at most, before marks. */
export const longestSummary = 500;

/**
 * The document with its private properties, by which the club finds its own events again: whose it is, which, and the hash
 * of all the rest.
 */
export function calendarEvent(
  { club, documentId }: { club: string; documentId: string },
  version: EventVersion,
  texts: Pick<CalendarEvent, 'summary' | 'description' | 'location'>,
): Wanted<CalendarEvent> {
  const { timeZone, status } = version;
  const time = (moment: string): CalendarTime => ({ dateTime: withOffset(moment, timeZone), timeZone });
  const shown = {
    ...texts,
    start: time(version.start),
    end: time(version.end),
    status: status === 'postponed' ? ('tentative' as const) : ('confirmed' as const),
    extendedProperties: { private: { club, event: documentId } },
  };
  const { hash, appears } = wanted(shown);
  return {
    hash,
    appears,
    document: { ...shown, extendedProperties: { private: { club, event: documentId, hash } } },
  };
}

/**
 * The hash that an event carries, if what it shows is still what the club wrote.
 *
 * @param found as Google gives it: empty fields left out, times in whichever offset
 * @returns null where somebody has changed it over there
 */
export function shownHash(found: calendar_v3.Schema$Event): string | null {
  const { club, event, hash } = found.extendedProperties?.private ?? {};
  const time = ({ dateTime, timeZone }: calendar_v3.Schema$EventDateTime = {}) =>
    dateTime && timeZone
      ? { dateTime: withOffset(new Date(dateTime).toISOString(), timeZone), timeZone }
      : null;
  const shown = {
    summary: found.summary ?? '',
    description: found.description ?? '',
    location: found.location ?? '',
    start: time(found.start),
    end: time(found.end),
    status: found.status,
    extendedProperties: { private: { club, event } },
  };
  return hash !== undefined && fingerprint(shown) === hash ? hash : null;
}
