import { offsetOf, secondLifeZone } from '../../../../shared/admin/zoned-time';

/** Besides the club's own zone: Second Life's, and those of most guests. */
const usualZones = [secondLifeZone, 'America/New_York', 'Europe/London'];

interface Asked {
  /** What the form holds: an older name of a zone perhaps, which browsers do not list. */
  current: string;
  /** The club's own zone; null while it is not known. */
  club: string | null;
}

/** The time zones to choose from (IANA), each once, the usual ones first. */
export function allZones({ current, club }: Asked): string[] {
  const named = [club ?? '', ...usualZones, ...Intl.supportedValuesOf('timeZone'), current];
  return [...new Set(named.filter(Boolean))];
}

/** A time zone with its offset at a time: `America/New York (UTC-5)`. */
export function zoneText(zone: string, at: Date): string {
  const name = zone.replaceAll('_', ' ');
  try {
    return `${name} (${offsetOf(zone, at)})`;
  } catch {
    // A stored name that this browser does not know.
    return name;
  }
}
