import * as React from 'react';
import { useIntl } from 'react-intl';
import { useSharedTexts } from '../texts';
import { isSameDay, placeOf, secondLifeZone } from '../zoned-time';

export interface ZonedTexts {
  /** A date and time in a zone, with its name. */
  inZone: (at: string, zone: string) => string;
  /** The same in Second Life time; without its date where that is the zone's. */
  inSecondLife: (at: string, zone: string) => string;
  /** The time of day in a zone. */
  timeOfDay: (at: string, zone: string) => string;
}

const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const time = { hour: 'numeric', minute: '2-digit' } as const;

/** Instants (ISO 8601) as texts in the panel's language. */
export function useZonedTexts(): ZonedTexts {
  const intl = useIntl();
  const text = useSharedTexts();
  return React.useMemo(
    () => ({
      inZone: (at, zone) =>
        text('zoned-time.in-zone', {
          time: intl.formatDate(at, { ...day, year: 'numeric', ...time, timeZone: zone }),
          place: placeOf(zone),
        }),
      inSecondLife: (at, zone) => {
        const date = isSameDay(new Date(at), zone, secondLifeZone) ? {} : day;
        return text('zoned-time.second-life', {
          time: intl.formatDate(at, { ...date, ...time, timeZone: secondLifeZone }),
        });
      },
      timeOfDay: (at, zone) => intl.formatDate(at, { ...time, timeZone: zone }),
    }),
    [intl, text],
  );
}
