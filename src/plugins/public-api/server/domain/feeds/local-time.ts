import type { Language } from '../../../../../shared/server/languages';

const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } satisfies Intl.DateTimeFormatOptions;
const timeAndZone = { ...time, timeZoneName: 'short' } satisfies Intl.DateTimeFormatOptions;
const whole = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  ...timeAndZone,
} satisfies Intl.DateTimeFormatOptions;
const styles = { time, timeAndZone, whole };

const formats = new Map<string, Intl.DateTimeFormat>();

/** British English names the club's zones as people there do (CET), and its days before its months. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);

/** A format is kept: it takes longer to make than to write a hundred times with it. There are only so many zones. */
function formatOf(style: keyof typeof styles, timeZone: string, language: Language): Intl.DateTimeFormat {
  const key = `${style} ${language} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(localeOf(language), { ...styles[style], timeZone });
  formats.set(key, format);
  return format;
}

/** A timestamp (ISO 8601) as a clock on the wall of `timeZone` (IANA) shows it: `21:30`. */
export const clockTime = (timestamp: string, timeZone: string, language: Language): string =>
  formatOf('time', timeZone, language).format(new Date(timestamp));

const day = 24 * 60 * 60 * 1000;

/**
 * From when to when, in `timeZone` (IANA) and the reader's language: `Sat, 21 Nov 2026, 22:00 CET – 00:30 CET`. Both ends
 * name the zone's offset, since the clocks may change in between; what lasts a day or longer says on which day it ends.
 */
export function localSpan(start: string, end: string, timeZone: string, language: Language): string {
  const [from, to] = [new Date(start), new Date(end)];
  const isShort = to.getTime() - from.getTime() < day;
  const endFormat = formatOf(isShort ? 'timeAndZone' : 'whole', timeZone, language);
  return `${formatOf('whole', timeZone, language).format(from)} – ${endFormat.format(to)}`;
}
