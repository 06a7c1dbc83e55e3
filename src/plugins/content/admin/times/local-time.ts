import { DateTime } from 'luxon';

/** The form of `<input type="datetime-local">`. */
const localForm = "yyyy-MM-dd'T'HH:mm";
const localPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The years that the server accepts. */
export const years = { first: 2000, last: 2099 } as const;

export type Resolved =
  /** One instant has this local time. */
  | { kind: 'once'; instant: string }
  /** Two have, when the clocks go back; the earlier comes first. */
  | { kind: 'twice'; instants: readonly [string, string] }
  /** None has, when the clocks go forward; `next` is the first instant after. */
  | { kind: 'skipped'; next: string }
  | { kind: 'invalid' };

/** What is wrong with a local time of a form that is not an instant yet. */
export function problemOf(resolved: Resolved): {
  key: 'time.choose' | 'time.skipped' | 'time.years';
  values?: Record<string, string>;
} {
  if (resolved.kind === 'twice') return { key: 'time.choose' };
  if (resolved.kind === 'skipped') return { key: 'time.skipped' };
  return { key: 'time.years', values: { first: String(years.first), last: String(years.last) } };
}

const isoOf = (time: DateTime): string => time.toJSDate().toISOString();

/** What a zone's clock shows at an instant, `2026-12-16T21:00`. */
export const localOf = (instant: string, zone: string): string =>
  DateTime.fromISO(instant, { zone }).toFormat(localForm);

/** The instants that a local time stands for in a zone. */
export function resolveLocal(text: string, zone: string): Resolved {
  const time = localPattern.test(text) ? DateTime.fromISO(text, { zone }) : null;
  if (!time?.isValid || Number(text.slice(0, 4)) < years.first || Number(text.slice(0, 4)) > years.last)
    return { kind: 'invalid' };
  // Luxon moves a skipped time forward.
  if (time.toFormat(localForm) !== text) return { kind: 'skipped', next: isoOf(changeBefore(time)) };
  const [first, second] = time
    .getPossibleOffsets()
    .sort((one, other) => one.toMillis() - other.toMillis())
    .map(isoOf);
  return second === undefined || first === undefined
    ? { kind: 'once', instant: isoOf(time) }
    : { kind: 'twice', instants: [first, second] };
}

/** The last change of offset within the day and an hour before a time: no zone has skipped more than a day. */
function changeBefore(time: DateTime): DateTime {
  let before = time.minus({ hours: 25 });
  let after = time;
  while (after.toMillis() - before.toMillis() > 1000) {
    const between = before.plus((after.toMillis() - before.toMillis()) / 2);
    if (between.offset === time.offset) after = between;
    else before = between;
  }
  return after.startOf('second');
}

/**
 * What the form holds for a local time: its instant if there is one, else the local time itself, which has no offset and
 * which the server therefore refuses until somebody has said what it means.
 */
export function valueOfLocal(text: string, zone: string): string {
  const resolved = resolveLocal(text, zone);
  return resolved.kind === 'once' ? resolved.instant : text;
}
