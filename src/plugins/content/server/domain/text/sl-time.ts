import type { Language } from '../../../../../shared/server/languages';

/** Second Life time is Pacific time, including daylight saving time. */
const shown = {
  timeZone: 'America/Los_Angeles',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
} as const;
const pacific = new Intl.DateTimeFormat('en-US', { ...shown, timeZoneName: 'short' });

/**
 * A time in Second Life's notation, `Sat 21 Nov 2026, 1:00 PM PST`. It includes PST or PDT, since 1:30 AM occurs twice
 * when the clocks go back.
 */
export function slTime(moment: Date): string {
  const parts = new Map(pacific.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return (
    `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ` +
    `${part('hour')}:${part('minute')} ${part('dayPeriod')} ${part('timeZoneName')}`
  );
}

/** A time in Second Life as people read it in a language: `sab 21 nov 2026, 13:00 SLT`. */
export const slTimeIn = (language: Language, moment: Date): string =>
  `${new Intl.DateTimeFormat(language, shown).format(moment)} SLT`;
