/** Second Life time is Pacific time, daylight saving included (the Lindens' own clock). */
const pacific = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
});

/**
 * A moment as people in Second Life read it, `Sat 21 Nov 2026, 1:00 PM PST`. PST or PDT is part of it, since
 * on the night the clocks go back 1:30 AM comes twice.
 */
export function slTime(moment: Date): string {
  const parts = new Map(pacific.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return (
    `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ` +
    `${part('hour')}:${part('minute')} ${part('dayPeriod')} ${part('timeZoneName')}`
  );
}
