/** Second Life's own time ("SLT") is Pacific time, including daylight saving time. */
export const secondLifeZone = 'America/Los_Angeles';

export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether this browser knows a time zone by that name. */
export function isZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || zone === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The place that a zone is named after: `New York` for `America/New_York`. */
export const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

const partOf = (parts: Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string =>
  parts.find((part) => part.type === type)?.value ?? '';

/** A zone's offset at a time: `UTC+1`, `UTC-3:30`, `UTC`. */
export function offsetOf(zone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
  // Some engines say `GMT+0` where others say `GMT`.
  return partOf(format.formatToParts(at), 'timeZoneName').replace('GMT', 'UTC').replace(/\+0$/, '');
}

const dayIn = (zone: string, at: Date): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone, dateStyle: 'short' }).format(at);

/** Whether two zones have the same date at a time. */
export const isSameDay = (at: Date, one: string, other: string): boolean =>
  dayIn(one, at) === dayIn(other, at);

/** Whether the clocks of two zones show the same at a time. */
export const isSameClock = (at: Date, one: string, other: string): boolean =>
  offsetOf(one, at) === offsetOf(other, at);
