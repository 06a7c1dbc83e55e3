import { DateTime } from 'luxon';
import { slugIssue, slugForm } from '../slugs';
import { parseSlurl } from '../slurl';
import { lengthIssue, characterIssue } from './texts';

/**
 * The allowed years of dates: others are typing errors, and databases treat far years differently (MySQL takes the year 1
 * for 2001).
 */
export const firstYear = 2000;
export const lastYear = 2099;

/** The first instant of these years in any time zone, and the first after them, in milliseconds since 1970. */
export const earliestMoment = Date.UTC(firstYear, 0, 1) - 14 * 60 * 60 * 1000;
export const latestMoment = Date.UTC(lastYear + 1, 0, 1) + 12 * 60 * 60 * 1000;

/** Returns what is wrong with a value; undefined if it is valid. */
export type Format = (value: unknown) => string | undefined;

const matching =
  (isRight: (text: string) => boolean, message: string): Format =>
  (value) =>
    typeof value === 'string' && isRight(value) ? undefined : message;

export const colour = matching(
  (text) => /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
  'must be a colour such as #1b2a49 or #fff',
);

const colourFunction = /(?:rgba?|hsla?|hwb|(?:ok)?lab|(?:ok)?lch|calc)\([a-z0-9#%.,\s+/-]*\)/;
const gradient = new RegExp(
  String.raw`^(?:repeating-)?(?:linear|radial|conic)-gradient\((?:[a-z0-9#%.,\s+-]|${colourFunction.source})*\)$`,
  'i',
);

/** It becomes part of a style sheet, so it must not be able to end its declaration or load anything. */
export const cssGradient = matching(
  (text) => gradient.test(text),
  'must be one CSS gradient such as linear-gradient(135deg, #0b1d3a, #5b2a86)',
);

export const slurl = matching(
  (text) => parseSlurl(text) !== null,
  'must be a SLurl such as https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
);

export const httpsUrl = matching(isHttps, 'must be an https address such as https://example.com/tickets');

function isHttps(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}

export const slugOf =
  (uid: string): Format =>
  (value) =>
    typeof value === 'string' ? slugIssue(uid, value) : slugForm;

export const textKey = matching(
  (text) => /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(text),
  'must be a key of letters, digits, hyphens and dots, such as nav.events',
);

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 currencies in use. */
export const currency = matching(
  (text) => currencies.has(text),
  'must be a currency by its three letters (ISO 4217), such as EUR',
);

const zones = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));

/** IANA names, including old ones; not offsets, which ignore daylight saving time. */
export const timeZone: Format = (value) => {
  const message = 'must be an IANA time zone such as Europe/Rome';
  if (typeof value !== 'string') return message;
  const known = zones.get(value.toLowerCase());
  if (known) return known === value ? undefined : `must be an IANA time zone: ${known} is what it is called`;
  return isKnownZone(value) ? undefined : message;
};

/** Node lists each zone once, but accepts its older names; newer versions accept offsets too. */
function isKnownZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const instantPattern =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i;

/** The instant of a value in milliseconds since 1970; null if it is not one. */
export function momentOf(value: unknown): number | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  if (typeof value !== 'string' || !instantPattern.test(value)) return null;
  // Fast path for stored values: Luxon, which parses all forms, took a tenth of an import's time.
  const stored = new Date(value);
  if (!Number.isNaN(stored.getTime()) && stored.toISOString() === value) return stored.getTime();
  const moment = DateTime.fromISO(value.toUpperCase());
  return moment.isValid ? moment.toMillis() : null;
}

/** A time needs an offset, or it would depend on the server's time zone. */
export const instant: Format = (value) => {
  const moment = momentOf(value);
  if (moment === null)
    return 'must be a date and time with its offset (ISO 8601), such as 2026-11-21T20:00:00Z';
  return moment < earliestMoment || moment >= latestMoment
    ? `must be in the years ${firstYear} to ${lastYear}`
    : undefined;
};

export const textUpTo =
  (longest: number): Format =>
  (value) => {
    if (typeof value !== 'string') return 'must be a text';
    return lengthIssue(value, longest) ?? characterIssue(value);
  };

export const oneOf =
  (choices: readonly string[]): Format =>
  (value) =>
    typeof value === 'string' && choices.includes(value) ? undefined : `must be one of ${choices.join(', ')}`;

export const wholeNumber =
  (least: number, most: number): Format =>
  (value) => {
    if (!Number.isInteger(value)) return 'must be a whole number';
    if (Number(value) < least) return `must be at least ${least}`;
    return Number(value) > most ? `must be at most ${most}` : undefined;
  };

const mostEntries = 50;
const longestEntry = 100;

export const stringList: Format = (value) => {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string'))
    return 'must be a list of texts';
  if (value.length > mostEntries) return `must have at most ${mostEntries} entries`;
  if (value.some((entry) => entry.trim() === '')) return 'must have no empty entry';
  const tooLong = (entry: string) => lengthIssue(entry, longestEntry, 'entries of ');
  return [...value.map(tooLong), ...value.map(characterIssue)].find((issue) => issue !== undefined);
};
