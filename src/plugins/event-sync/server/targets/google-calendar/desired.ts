import type { Addresses } from '../../domain/addresses';
import type { Desired } from '../../domain/desired';
import { lineUpLines, placeLines, publicPlace, timeLines } from '../../domain/event-lines';
import { cuttable, fit, kept, type Block } from '../../domain/fit';
import { hasUnpublishedChanges, type EventVersion, type ShownEvent } from '../../domain/shown-event';
import { shorten } from '../../domain/text';
import { localTime } from '../../domain/times';
import { languageNames, statusNames, typeNames } from '../../domain/words';
import { languages } from '../../../../content/server/domain/languages';
import { calendarEvent, longestDescription, longestSummary, type CalendarEvent } from './calendar-event';

export interface CalendarContext {
  /** Tells this club's events from those of another club in the same calendar: its public address. */
  club: string;
  addresses: Addresses;
}

/**
 * The event as everyone's calendar shows it: only while it is published and not cancelled, without what the public may not
 * see; in English, and below it what other languages say otherwise.
 */
export function desiredOnPublicCalendar(
  event: ShownEvent | null,
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
 * The event as the calendar of staff shows it: every one that has times, with all there is to know. What is published stands
 * before what is not: where a draft differs, a line says so. A cancelled event stays, and is marked.
 */
export function desiredOnInternalCalendar(
  event: ShownEvent | null,
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

function marks({ published }: ShownEvent, { status }: EventVersion): string[] {
  const draft = published ? [] : ['[DRAFT]'];
  return status === 'scheduled' ? draft : [...draft, `[${statusNames[status].toUpperCase()}]`];
}

function stateLines(event: ShownEvent, { status, announce, announceAt, timeZone }: EventVersion): string[] {
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
