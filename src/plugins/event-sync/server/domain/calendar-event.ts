import { createHash } from 'node:crypto';
import type { calendar_v3 } from '@googleapis/calendar';
import type { EventAddresses } from '../../../../shared/server/event-addresses';
import { languages } from '../../../../shared/server/languages';
import { hasUnpublishedChanges, type EventSnapshot, type EventVersion } from './event-snapshot';
import {
  cuttable,
  fit,
  kept,
  languageNames,
  lineUpLines,
  localTime,
  placeLines,
  publicPlace,
  shorten,
  statusNames,
  timeLines,
  typeNames,
  withOffset,
  type Block,
} from './event-text';
import { desiredDocument, fingerprint, type Desired, type DesiredDocument } from './plan';

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
const longestDescription = 8192;
/** Google names no limit; titles in the club have 255 characters at most, before marks. */
const longestSummary = 500;

/** The document with its private properties, by which the club recognises its own events: the club, the event, and the hash. */
function calendarEvent(
  { club, documentId }: { club: string; documentId: string },
  version: EventVersion,
  texts: Pick<CalendarEvent, 'summary' | 'description' | 'location'>,
): DesiredDocument<CalendarEvent> {
  const { timeZone, status } = version;
  const time = (timestamp: string): CalendarTime => ({ dateTime: withOffset(timestamp, timeZone), timeZone });
  const shown = {
    ...texts,
    start: time(version.start),
    end: time(version.end),
    status: status === 'postponed' ? ('tentative' as const) : ('confirmed' as const),
    extendedProperties: { private: { club, event: documentId } },
  };
  const { hash, appears } = desiredDocument(shown);
  return {
    hash,
    appears,
    document: { ...shown, extendedProperties: { private: { club, event: documentId, hash } } },
  };
}

/**
 * The hash that an event carries, if it still shows what the club wrote; null if somebody has changed it there. `found` is as
 * Google gives it: empty fields left out, times in any offset.
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

export interface CalendarContext {
  /** Distinguishes this club's events from another club's in the same calendar: its public address. */
  club: string;
  addresses: EventAddresses;
}

/**
 * The event on the public calendar: only while it is published and not cancelled, with public content only; in English,
 * followed by what other languages say differently.
 */
export function desiredOnPublicCalendar(
  event: EventSnapshot | null,
  { club, addresses }: CalendarContext,
): Desired<CalendarEvent> {
  const version = event?.published;
  if (!event || !version || version.status === 'cancelled') return null;
  const { en } = version.texts;
  const place = publicPlace(version);
  const postponed = version.status === 'postponed';
  const page = addresses.pageOf(version.slug);
  const blocks = [
    kept(postponed ? statusNames.postponed : ''),
    cuttable(en.description),
    lineUp(version),
    kept(...timeLines(version)),
    kept(...placeLines(place)),
    kept(...(page === null ? [] : [page])),
    ...otherLanguages(version),
  ];
  return calendarEvent({ club, documentId: event.documentId }, version, {
    summary: shorten(postponed ? `${statusNames.postponed}: ${en.title}` : en.title, longestSummary),
    description: fit(blocks, longestDescription),
    location: place?.name ?? '',
  });
}

/**
 * The event on the staff calendar: every event that has times, with all details. The published version takes precedence; a
 * line says where the draft differs. A cancelled event stays, and is marked.
 */
export function desiredOnInternalCalendar(
  event: EventSnapshot | null,
  { club, addresses }: CalendarContext,
): Desired<CalendarEvent> {
  const version = event?.published ?? event?.draft;
  if (!event || !version) return null;
  const { en } = version.texts;
  const page = addresses.pageOf(version.slug);
  const blocks = [
    kept(...stateLines(event, version)),
    kept(typeNames[version.type], ...timeLines(version)),
    kept(...placeLines(version.location)),
    lineUp(version),
    cuttable(en.description),
    kept(...version.links.map(({ label, url }) => (label === '' ? url : `${label}: ${url}`))),
    kept(
      `Edit: ${addresses.editOf(event.documentId)}`,
      ...(event.published && page !== null ? [`Page: ${page}`] : []),
    ),
    ...otherLanguages(version),
  ];
  return calendarEvent({ club, documentId: event.documentId }, version, {
    summary: shorten([...marks(event, version), en.title].join(' '), longestSummary),
    description: fit(blocks, longestDescription),
    location: version.location?.name ?? '',
  });
}

function marks({ published }: EventSnapshot, { status }: EventVersion): string[] {
  const draft = published ? [] : ['[DRAFT]'];
  return status === 'scheduled' ? draft : [...draft, `[${statusNames[status].toUpperCase()}]`];
}

function stateLines(
  event: EventSnapshot,
  { status, announce, announceAt, timeZone }: EventVersion,
): string[] {
  return [
    ...(event.published ? [] : ['A draft: the public does not see it yet.']),
    ...(hasUnpublishedChanges(event) ? ['The draft differs from what is published, which stands here.'] : []),
    ...(status === 'scheduled' ? [] : [`${statusNames[status]}.`]),
    ...(announce ? [] : ['Not announced on Facebook.']),
    ...(announce && announceAt !== null ? [`On Facebook from ${localTime(announceAt, timeZone)}.`] : []),
  ];
}

function lineUp(version: EventVersion): Block {
  const lines = lineUpLines(version);
  return lines.length === 0 ? kept() : kept('Line-up:', ...lines);
}

/** For each language but English its title and text, where they are not the English ones. */
function otherLanguages({ texts }: EventVersion): Block[] {
  const { title, description } = texts.en;
  return languages.flatMap((language) => {
    const own = texts[language];
    const lines = [
      ...(own.title === title ? [] : [own.title]),
      ...(own.description === description ? [] : [own.description]),
    ];
    return lines.length === 0 ? [] : [cuttable([`— ${languageNames[language]} —`, ...lines].join('\n'))];
  });
}

/**
 * The id under which an event stands in a calendar. It is chosen here, so that an insert whose answer was lost cannot make a
 * second event. SHA-256 in Google's alphabet (base32hex in small letters, as JavaScript writes numbers to base 32):
 * 52 characters, whatever the parts are. https://developers.google.com/workspace/calendar/api/v3/reference/events#id
 *
 * @param generation raised when an id can be used no more
 */
export function eventIdOf({
  documentId,
  calendarId,
  generation,
}: {
  documentId: string;
  calendarId: string;
  generation: number;
}): string {
  const parts = JSON.stringify([documentId, calendarId, generation]);
  const digest = createHash('sha256').update(parts).digest('hex');
  return BigInt(`0x${digest}`).toString(32).padStart(52, '0');
}
