import { slTime } from '../../../content/server/domain/text/sl-time';
import type { EventPlace, EventVersion } from './shown-event';
import { clockTime, localSpan } from './times';
import { roleName } from './words';

/** When it is: in the event's own time zone, then in Second Life's. */
export const timeLines = ({ start, end, timeZone }: EventVersion): string[] => [
  localSpan(start, end, timeZone),
  `Second Life: ${slTime(new Date(start))}`,
];

/** Who plays, in order, with the time where one is set: `22:30 Élodie Vesper (headliner)`. */
export const lineUpLines = ({ lineUp, timeZone }: EventVersion): string[] =>
  lineUp.map(({ name, role, start }) => {
    const who = `${name} (${roleName(role)})`;
    return start === null ? who : `${clockTime(start, timeZone)} ${who}`;
  });

/** Where it is, and the way there. */
export const placeLines = (place: EventPlace | null): string[] =>
  place === null ? [] : [place.name, ...(place.slurl === null ? [] : [place.slurl])];

/** The location as the public may know it. */
export const publicPlace = ({ location }: EventVersion): EventPlace | null =>
  location?.isActive ? location : null;
