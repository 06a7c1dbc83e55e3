import { isInstant } from './instant';
import { localOf, valueOfLocal } from './local-time';

/** Times of an event's form by their path in it, such as `lineUp.0.startTime`. Absent ones are left out. */
export type TimesByPath = Readonly<Record<string, string>>;

const ofEvent = ['startTime', 'endTime', 'announceAt'] as const;
const ofEntry = ['startTime', 'endTime'] as const;

const valueAt = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;

const rowsOf = (values: object): unknown[] => {
  const rows = valueAt(values, 'lineUp');
  return Array.isArray(rows) ? rows : [];
};

/** All times of an event's form. */
export function timesOf(values: object): TimesByPath {
  const all = [
    ...ofEvent.map((name): [string, unknown] => [name, valueAt(values, name)]),
    ...rowsOf(values).flatMap((row, index) =>
      ofEntry.map((name): [string, unknown] => [`lineUp.${index}.${name}`, valueAt(row, name)]),
    ),
  ];
  return Object.fromEntries(
    all.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}

interface Move {
  from: string;
  to: string;
  zone: string;
  now: Date;
}

/**
 * The times that follow an event's start. The end and the line-up keep their distance from it. An announcement that is
 * still to come moves by as much as the clock shows, so that moved by days it keeps its time of day across a change of clocks.
 */
export function movedAlong(times: TimesByPath, { from, to, zone, now }: Move): TimesByPath {
  const elapsed = Date.parse(to) - Date.parse(from);
  const shift = (instant: string): string => new Date(Date.parse(instant) + elapsed).toISOString();
  return Object.fromEntries(
    Object.entries(times).flatMap(([path, time]) => {
      if (path === 'startTime' || !isInstant(time)) return [];
      if (path !== 'announceAt') return [[path, shift(time)]];
      return Date.parse(time) > now.getTime() ? [[path, keepingClock(time, { from, to, zone }, shift)]] : [];
    }),
  );
}

/** A local time as if it were UTC's, to count with. */
const clockOf = (instant: string, zone: string): number => Date.parse(`${localOf(instant, zone)}Z`);

function keepingClock(
  time: string,
  { from, to, zone }: Omit<Move, 'now'>,
  shift: (instant: string) => string,
): string {
  const clock = clockOf(time, zone) + clockOf(to, zone) - clockOf(from, zone);
  const value = valueOfLocal(new Date(clock).toISOString().slice(0, 16), zone);
  return isInstant(value) ? value : shift(time);
}

/**
 * The times of an event whose zone changes: what the clock shows stays, so the instants move. A time that the other zone
 * has twice or not at all becomes a local time, about which its field asks.
 */
export const rezoned = (times: TimesByPath, from: string, to: string): TimesByPath =>
  Object.fromEntries(
    Object.entries(times).map(([path, time]) => [
      path,
      valueOfLocal(isInstant(time) ? localOf(time, from) : time, to),
    ]),
  );

/**
 * The times of a new last entry of the line-up: from the end of the entry before it, or the event's start, to the event's
 * end. While the event has no end, the start alone; none if nothing is left of the event, or if the start is not known.
 */
export function timesOfNewEntry(values: object): { startTime: string; endTime?: string } | null {
  const previous = rowsOf(values).at(-2);
  const start = previous === undefined ? valueAt(values, 'startTime') : valueAt(previous, 'endTime');
  const end = valueAt(values, 'endTime');
  if (!isInstant(start)) return null;
  if (!isInstant(end)) return { startTime: start };
  return Date.parse(start) < Date.parse(end) ? { startTime: start, endTime: end } : null;
}

const keysOf = (rows: readonly unknown[]): unknown[] => rows.map((row) => valueAt(row, '__temp_key__'));

/** Whether the rows are those before and one that has just been added, without times. */
export function isEntryAdded(before: readonly unknown[], rows: readonly unknown[]): boolean {
  if (rows.length !== before.length + 1) return false;
  const added = rows.at(-1);
  const isEmpty = ['id', ...ofEntry].every((name) => valueAt(added, name) === undefined);
  const keys = keysOf(rows);
  return isEmpty && keysOf(before).every((key, index) => key === keys[index]);
}
