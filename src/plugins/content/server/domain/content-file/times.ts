import { DateTime, IANAZone } from 'luxon';

const duration = '(?:\\d{1,4}h)?(?:\\d{1,5}m)?';
const instant =
  '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const relative = `(now|start)(?:([+-])(?=\\d)(${duration}))?`;
const wall = '(day|spring|autumn)([+-]\\d{1,4}) ([01]\\d|2[0-3]):([0-5]\\d)';

/** The forms of a time in a content file: an instant, relative to an instant, or a wall time counted in days. */
const instantForm = new RegExp(`^${instant}$`);
const relativeForm = new RegExp(`^${relative}$`);
const wallForm = new RegExp(`^${wall}$`);
export const timePattern = new RegExp(`^(?:${instant}|${relative}|${wall})$`);

export const timeForms =
  'an instant such as "2026-05-01T21:00:00+02:00", or relative: "now-40m", "day+3 21:00", "spring-1 23:30", "start+2h"';

/** The minutes in `2h`, `90m`, `1h30m`. */
function minutesOf(text: string): number {
  const [, hours = '0', minutes = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

/** The clock change that loses an hour is the spring's, on either hemisphere. */
type Season = 'spring' | 'autumn';

const found = new Map<string, DateTime | null>();

/**
 * The first day from `today` (its start, in its own zone) on which the zone's clocks change as they do in that season; null if
 * they do not within 400 days. Where summer time pauses, as in Morocco for Ramadan, 'spring' is the next change forward.
 */
function clockChange(season: Season, today: DateTime): DateTime | null {
  const key = `${season} ${today.zoneName ?? ''} ${today.toISODate() ?? ''}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const day = search(season, today);
  if (found.size > 1000) found.clear();
  found.set(key, day);
  return day;
}

function search(season: Season, today: DateTime): DateTime | null {
  for (let days = 0; days <= 400; days += 1) {
    const day = today.plus({ days }).startOf('day');
    const change = lastOffset(day) - lastOffset(day.minus({ days: 1 }));
    if (season === 'spring' ? change > 0 : change < 0) return day;
  }
  return null;
}

const lastOffset = (day: DateTime): number => day.endOf('day').offset;

export interface TimeContext {
  /** The reference of relative times, in whole minutes. */
  now: Date;
  /** The IANA time zone in which days and wall times are counted. */
  zone: string;
  start?: string | undefined;
}

type ResolvedTime = { instant: string } | { issue: string };

/**
 * The instant (ISO 8601, UTC) of a time in a content file. A wall time that a clock change skips moves forward by an hour
 * (01:30 to 02:30); of one that occurs twice the first is taken.
 */
export function resolveTime(text: string, context: TimeContext): ResolvedTime {
  if (instantForm.test(text)) return ofDateTime(DateTime.fromISO(text), text);
  const [, anchor, sign, length] = relativeForm.exec(text) ?? [];
  if (anchor) return relativeTo(anchor, (sign === '-' ? -1 : 1) * minutesOf(length ?? ''), context);
  const [, day, offset, hour, minute] = wallForm.exec(text) ?? [];
  if (!day) return { issue: `must be ${timeForms}` };
  if (!IANAZone.isValidZone(context.zone))
    return { issue: `'${context.zone}' is no IANA time zone to count days in` };
  const today = DateTime.fromJSDate(context.now, { zone: context.zone }).startOf('day');
  const from = day === 'day' ? today : clockChange(day === 'spring' ? 'spring' : 'autumn', today);
  if (!from)
    return {
      issue: `the clocks of ${context.zone} do not change in the year to come, so '${day}' is no day there`,
    };
  return ofDateTime(wallTime(from.plus({ days: Number(offset) }), Number(hour), Number(minute)), text);
}

function relativeTo(anchor: string, minutes: number, { now, start }: TimeContext): ResolvedTime {
  if (anchor === 'start' && start === undefined)
    return { issue: "there is no start time for 'start' to mean" };
  const from =
    anchor === 'start' && start !== undefined
      ? DateTime.fromISO(start)
      : DateTime.fromJSDate(now).startOf('minute');
  return ofDateTime(from.plus({ minutes }), anchor);
}

function wallTime(day: DateTime, hour: number, minute: number): DateTime {
  const [first] = day.set({ hour, minute }).getPossibleOffsets();
  return first ?? day.set({ hour, minute });
}

function ofDateTime(moment: DateTime, text: string): ResolvedTime {
  const instant = moment.isValid ? moment.toUTC().toISO() : null;
  return instant === null ? { issue: `'${text}' is no date and time of the calendar` } : { instant };
}
