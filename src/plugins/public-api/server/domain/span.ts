import { DateTime } from 'luxon';
import { earliestMoment, latestMoment } from '../../../content/server/domain/rules/formats';

const minute = 60_000;

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** The start of the current minute: answers may be cached that long, and a count made for one reader serves all in that minute. */
export const fromNow = (now: Date): Date => new Date(Math.floor(now.getTime() / minute) * minute);

/**
 * The first moment of the day that begins `days` after a date. Where the clocks go back at midnight there are two of them,
 * and luxon takes either (https://github.com/moment/luxon/issues/1665).
 */
function startOfDay(date: string, days: number, zone: string): Date {
  const midnight = DateTime.fromISO(date, { zone: 'utc' })
    .plus({ days })
    .setZone(zone, { keepLocalTime: true });
  return new Date(Math.min(...midnight.getPossibleOffsets().map((timestamp) => timestamp.toMillis())));
}

/** A timestamp no earlier or later than any event: databases differ in what they make of the years 1 and 10000. */
const inRange = (timestamp: Date): Date =>
  new Date(Math.min(Math.max(timestamp.getTime(), earliestMoment), latestMoment));

/**
 * The span that `from` and `to` mean. A bare date is a day of the club: `from` at its first moment, `to` at its last,
 * in `timeZone` (IANA), whatever length daylight saving gives it.
 */
export function readSpan(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
): { from?: Date; to?: Date } {
  const read = (text: string, days: number) =>
    isDate(text) ? startOfDay(text, days, timeZone) : new Date(text);
  return {
    ...(from !== undefined && { from: inRange(read(from, 0)) }),
    ...(to !== undefined && { to: inRange(read(to, 1)) }),
  };
}
