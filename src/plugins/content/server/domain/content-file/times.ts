import { DateTime, IANAZone } from 'luxon';
import { clockChange } from './clock-changes';
import { instantForm, minutesOf, relativeForm, timeForms, wallForm } from './time-grammar';

export interface TimeContext {
  /** The moment that relative times count from; whole minutes of it. */
  now: Date;
  /** The IANA time zone in which days and wall times are counted. */
  zone: string;
  /** What `start` means, where there is one. */
  start?: string | undefined;
}

export type ResolvedTime = { instant: string } | { fault: string };

/**
 * The instant (ISO 8601, UTC) that a time of a content file means. A wall time that a clock change skips moves on by
 * the hour skipped (01:30 to 02:30); one that occurs twice is the first.
 */
export function resolveTime(text: string, context: TimeContext): ResolvedTime {
  if (instantForm.test(text)) return ofDateTime(DateTime.fromISO(text), text);
  const [, anchor, sign, length] = relativeForm.exec(text) ?? [];
  if (anchor) return relativeTo(anchor, (sign === '-' ? -1 : 1) * minutesOf(length ?? ''), context);
  const [, day, offset, hour, minute] = wallForm.exec(text) ?? [];
  if (!day) return { fault: `must be ${timeForms}` };
  if (!IANAZone.isValidZone(context.zone))
    return { fault: `'${context.zone}' is no IANA time zone to count days in` };
  const today = DateTime.fromJSDate(context.now, { zone: context.zone }).startOf('day');
  const from = day === 'day' ? today : clockChange(day === 'spring' ? 'spring' : 'autumn', today);
  if (!from)
    return {
      fault: `the clocks of ${context.zone} do not change in the year to come, so '${day}' is no day there`,
    };
  return ofDateTime(wallTime(from.plus({ days: Number(offset) }), Number(hour), Number(minute)), text);
}

function relativeTo(anchor: string, minutes: number, { now, start }: TimeContext): ResolvedTime {
  if (anchor === 'start' && start === undefined)
    return { fault: "there is no start time for 'start' to mean" };
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
  return instant === null ? { fault: `'${text}' is no date and time of the calendar` } : { instant };
}
