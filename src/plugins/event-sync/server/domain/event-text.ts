import { DateTime } from 'luxon';
import { cut } from '../../../../shared/server/cut';
import { eventWords } from '../../../content/server/domain/event-constants';
import type { Language } from '../../../../shared/server/languages';
import { oneLine, paragraphs } from '../../../content/server/domain/text/clean';
import { slTime } from '../../../content/server/domain/text/sl-time';
import type { EventPlace, EventVersion } from './event-snapshot';

/** English first, since it is what every document has; languages are named as their speakers do. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  it: 'Italiano',
  fr: 'Français',
  es: 'Español',
};

export const typeNames: Readonly<Record<EventVersion['type'], string>> = eventWords.en.types;

export const statusNames: Readonly<Record<Exclude<EventVersion['status'], 'scheduled'>, string>> =
  eventWords.en.statuses;

/** A role in a line-up, as it stands in brackets. */
const roleName = (role: string): string => (role === 'dj' ? 'DJ' : role);

const inZone = (timestamp: string, timeZone: string): DateTime =>
  DateTime.fromISO(timestamp, { zone: timeZone });

/**
 * A pattern of our own, where feeds take the reader's language's from Intl: what stands at a target is compared by its hash, and
 * the commas of Intl's formats differ between versions of Node. British English names the club's zones as people there do (CET).
 */
const wholeFormat = 'ccc d LLL yyyy, HH:mm ZZZZ';
const british = { locale: 'en-GB' };

/** A timestamp (ISO 8601) as a clock on the wall of `timeZone` (IANA) shows it: `21:30`. */
export const clockTime = (timestamp: string, timeZone: string): string =>
  inZone(timestamp, timeZone).toFormat('HH:mm');

/** A timestamp (ISO 8601) in `timeZone` (IANA): `Sat 21 Nov 2026, 22:00 CET`. */
export const localTime = (timestamp: string, timeZone: string): string =>
  inZone(timestamp, timeZone).toFormat(wholeFormat, british);

/**
 * From when to when, in `timeZone` (IANA): `Sat 21 Nov 2026, 22:00 CET – 00:30 CET`. Both ends name the offset, since the
 * clocks may change in between; what lasts a day or longer says on which day it ends.
 */
export function localSpan(start: string, end: string, timeZone: string): string {
  const [from, to] = [inZone(start, timeZone), inZone(end, timeZone)];
  const isShort = to.diff(from).as('hours') < 24;
  return `${from.toFormat(wholeFormat, british)} – ${to.toFormat(isShort ? 'HH:mm ZZZZ' : wholeFormat, british)}`;
}

/** A timestamp (ISO 8601) as RFC 3339 with the offset that `timeZone` (IANA) has then: `2026-11-21T22:00:00+01:00`. */
export const withOffset = (timestamp: string, timeZone: string): string =>
  inZone(timestamp, timeZone).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");

/** When it is: in the event's own time zone, then in Second Life's. */
export const timeLines = ({ start, end, timeZone }: EventVersion): string[] => [
  localSpan(start, end, timeZone),
  `Second Life: ${slTime(new Date(start))}`,
];

/** Who plays, in order, with the time where one is set: `22:30 Élodie Vesper (headliner)`. */
export const lineUpLines = ({ lineUp, timeZone }: EventVersion): string[] =>
  lineUp.map(({ name, role, start }) => {
    const who = `${name} (${roleName(role)})`;
    return start === null ? who : `${clockTime(start, timeZone)} ${who}`;
  });

/** Where it is, and the way there. */
export const placeLines = (place: EventPlace | null): string[] =>
  place === null ? [] : [place.name, ...(place.slurl === null ? [] : [place.slurl])];

/** The location as the public may know it. */
export const publicPlace = ({ location }: EventVersion): EventPlace | null =>
  location?.isActive ? location : null;

/** Markdown as plain text, with an empty line between paragraphs. */
export const plainParagraphs = (markdown: string): string => paragraphs(markdown).join('\n\n');

/**
 * A text of at most `limit` characters (UTF-16 units, as JavaScript and the remote systems' documents count): cut at the end
 * of a paragraph or a word where one is near, with an ellipsis. A character, as people see it, is never cut in two.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const room = cut(text, limit - 1);
  const paragraph = room.lastIndexOf('\n\n');
  const word = room.search(/\s\S*$/);
  const end = [paragraph, word].find((boundary) => boundary > limit / 2) ?? room.length;
  return `${room.slice(0, end).trimEnd()}…`;
}

/** What a remote system has said itself, for staff; null where it said nothing. */
export const quotable = (said: string | undefined): string | null =>
  shorten(oneLine(said ?? ''), 300) || null;

/** A part of a longer text; what is kept is the last to be cut. */
export interface Block {
  text: string;
  keep: boolean;
}

export const kept = (...lines: readonly string[]): Block => ({ text: lines.join('\n'), keep: true });
export const cuttable = (text: string): Block => ({ text, keep: false });

const gap = '\n\n';
/** Less than this of a text is not worth its place. */
const leastPart = 40;

/**
 * Blocks as one text of at most `limit` characters, with an empty line between them. What is to be kept stays whole where
 * that is possible at all; the other blocks share what room is left, the first ones first. Empty blocks vanish.
 */
export function fit(blocks: readonly Block[], limit: number): string {
  const present = blocks.filter(({ text }) => text !== '');
  const taken = present
    .filter(({ keep }) => keep)
    .reduce((sum, { text }) => sum + text.length + gap.length, 0);
  let room = limit + gap.length - taken;
  const texts = present.map(({ text, keep }) => {
    if (keep) return text;
    const part =
      text.length <= room - gap.length || room >= leastPart ? shorten(text, room - gap.length) : '';
    if (part !== '') room -= part.length + gap.length;
    return part;
  });
  return shorten(texts.filter((text) => text !== '').join(gap), limit);
}
