import { DateTime } from 'luxon';

const minute = 60_000;

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/**
 * When `from now on` begins: with the minute that is. Answers may be kept for as long, and what is counted for one reader
 * serves all others of that minute.
 */
export const fromNow = (now: Date): Date => new Date(Math.floor(now.getTime() / minute) * minute);

/**
 * The span that `from` and `to` mean. A bare date is a day of the club: `from` at its first moment, `to` at its last,
 * in `timeZone` (IANA), whatever length daylight saving gives it.
 */
export function readSpan(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
): { from?: Date; to?: Date } {
  const read = (text: string, after: { days: number }) =>
    isDate(text) ? DateTime.fromISO(text, { zone: timeZone }).plus(after).toJSDate() : new Date(text);
  return {
    ...(from !== undefined && { from: read(from, { days: 0 }) }),
    ...(to !== undefined && { to: read(to, { days: 1 }) }),
  };
}
