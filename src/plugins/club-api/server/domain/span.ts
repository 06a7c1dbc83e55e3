import { DateTime } from 'luxon';

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

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
