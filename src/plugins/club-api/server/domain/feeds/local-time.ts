import { DateTime, type DateTimeFormatOptions } from 'luxon';
import type { Language } from '../../contract/language';

const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } satisfies DateTimeFormatOptions;
const timeAndZone = { ...time, timeZoneName: 'short' } satisfies DateTimeFormatOptions;
const whole = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  ...timeAndZone,
} satisfies DateTimeFormatOptions;

/** British English names the club's zones as people there do (CET), and its days before its months. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);

/** A moment (ISO 8601) as a clock on the wall of `timeZone` (IANA) shows it: `21:30`. */
export const clockTime = (moment: string, timeZone: string, language: Language): string =>
  DateTime.fromISO(moment, { zone: timeZone, locale: localeOf(language) }).toLocaleString(time);

/**
 * From when to when, in `timeZone` (IANA) and the reader's language: `Sat, 21 Nov 2026, 22:00 CET – 00:30 CET`. Both ends
 * name the zone's offset, since the clocks may change in between; what lasts a day or longer says on which day it ends.
 */
export function localSpan(start: string, end: string, timeZone: string, language: Language): string {
  const [from, to] = [start, end].map((moment) =>
    DateTime.fromISO(moment, { zone: timeZone, locale: localeOf(language) }),
  ) as [DateTime, DateTime];
  const isShort = to.diff(from, 'hours').hours < 24;
  return `${from.toLocaleString(whole)} – ${to.toLocaleString(isShort ? timeAndZone : whole)}`;
}
