import { offsetOf, secondLifeZone } from '../../../../shared/admin/zoned-time';

/** Besides the club's own zone: Second Life's, and those of most guests. */
const usualZones = [secondLifeZone, 'America/New_York', 'Europe/London'];

export interface ZoneChoice {
  zone: string;
  text: string;
}

interface Asked {
  /** What the form holds: an older name of a zone perhaps, which browsers do not list. */
  current: string;
  /** The club's own zone; null while it is not known. */
  club: string | null;
  at: Date;
}

/** The time zones to choose from, the usual ones first, each with its offset at a time. */
export function zoneChoices({ current, club, at }: Asked): ZoneChoice[] {
  const first = [...(club === null ? [] : [club]), ...usualZones];
  const zones = new Set([...first, ...Intl.supportedValuesOf('timeZone'), ...(current === '' ? [] : [current])]);
  return [...zones].map((zone) => ({ zone, text: textOf(zone, at) }));
}

function textOf(zone: string, at: Date): string {
  const name = zone.replaceAll('_', ' ');
  try {
    return `${name} (${offsetOf(zone, at)})`;
  } catch {
    // A stored name that this browser does not know.
    return name;
  }
}
