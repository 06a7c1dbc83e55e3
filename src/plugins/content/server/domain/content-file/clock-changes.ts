import type { DateTime } from 'luxon';

/** The change that loses an hour is the spring's, on either half of the globe. */
export type Season = 'spring' | 'autumn';

const found = new Map<string, DateTime | null>();

/**
 * The first day from `today` on (its start, in its own zone), today included, on which the zone's clocks change
 * as they do in that season; `null` where they do not within 400 days. Morocco's summer time, say, pauses for Ramadan: there
 * 'spring' is the next change forward, whatever its reason.
 */
export function clockChange(season: Season, today: DateTime): DateTime | null {
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
