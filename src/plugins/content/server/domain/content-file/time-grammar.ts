const duration = '(?:\\d{1,4}h)?(?:\\d{1,5}m)?';
const instant = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?(?:Z|[+-]\\d{2}:\\d{2})';
const relative = `(now|start)(?:([+-])(?=\\d)(${duration}))?`;
const wall = '(day|spring|autumn)([+-]\\d{1,4}) ([01]\\d|2[0-3]):([0-5]\\d)';

/** The forms of a time in a content file: an instant, relative to an instant, or a wall time counted in days. */
export const instantForm = new RegExp(`^${instant}$`);
export const relativeForm = new RegExp(`^${relative}$`);
export const wallForm = new RegExp(`^${wall}$`);
export const timePattern = new RegExp(`^(?:${instant}|${relative}|${wall})$`);

export const timeForms =
  'an instant such as "2026-05-01T21:00:00+02:00", or relative: "now-40m", "day+3 21:00", "spring-1 23:30", "start+2h"';

/** The minutes in `2h`, `90m`, `1h30m`. */
export function minutesOf(text: string): number {
  const [, hours = '0', minutes = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
