import { DateTime } from 'luxon';

const inZone = (moment: string, timeZone: string): DateTime => DateTime.fromISO(moment, { zone: timeZone });

/**
 * A pattern of our own, where feeds take the reader's language's from Intl: what stands at a target is compared by its hash, and
 * the commas of Intl's formats differ between versions of Node. British English names the club's zones as people there do (CET).
 */
const wholeFormat = 'ccc d LLL yyyy, HH:mm ZZZZ';
const british = { locale: 'en-GB' };

/** A moment (ISO 8601) as a clock on the wall of `timeZone` (IANA) shows it: `21:30`. */
export const clockTime = (moment: string, timeZone: string): string =>
  inZone(moment, timeZone).toFormat('HH:mm');

/** A moment (ISO 8601) in `timeZone` (IANA): `Sat 21 Nov 2026, 22:00 CET`. */
export const localTime = (moment: string, timeZone: string): string =>
  inZone(moment, timeZone).toFormat(wholeFormat, british);

/**
 * From when to when, in `timeZone` (IANA): `Sat 21 Nov 2026, 22:00 CET – 00:30 CET`. Both ends name the offset, since the
 * clocks may change in between; what lasts a day or longer says on which day it ends.
 */
export function localSpan(start: string, end: string, timeZone: string): string {
  const [from, to] = [inZone(start, timeZone), inZone(end, timeZone)];
  const isShort = to.diff(from).as('hours') < 24;
  return `${from.toFormat(wholeFormat, british)} – ${to.toFormat(isShort ? 'HH:mm ZZZZ' : wholeFormat, british)}`;
}

/** A moment (ISO 8601) as RFC 3339 with the offset that `timeZone` (IANA) has then: `2026-11-21T22:00:00+01:00`. */
export const withOffset = (moment: string, timeZone: string): string =>
  inZone(moment, timeZone).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
