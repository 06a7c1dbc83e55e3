import { DateTime } from 'luxon';
import type { BrokenRule, RuleKey } from '../../../contract/rules';
import { slugRule } from '../slugs';
import { parseSlurl } from '../slurl';
import { lengthRule, characterRule } from './texts';

/**
 * The allowed years of dates: others are typing errors, and databases treat far years differently (MySQL takes the year 1
 * for 2001).
 */
export const firstYear = 2000;
export const lastYear = 2099;

/** The first instant of these years in any time zone, and the first after them, in milliseconds since 1970. */
export const earliestMoment = Date.UTC(firstYear, 0, 1) - 14 * 60 * 60 * 1000;
export const latestMoment = Date.UTC(lastYear + 1, 0, 1) + 12 * 60 * 60 * 1000;

/** Returns the rule that a value breaks; undefined if it is valid. */
export type Format = (value: unknown) => BrokenRule | undefined;

const matching =
  (isRight: (text: string) => boolean, key: RuleKey): Format =>
  (value) =>
    typeof value === 'string' && isRight(value) ? undefined : { key };

export const colour = matching((text) => /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text), 'colour');

const colourFunction = /(?:rgba?|hsla?|hwb|(?:ok)?lab|(?:ok)?lch|calc)\([a-z0-9#%.,\s+/-]*\)/;
const gradient = new RegExp(
  String.raw`^(?:repeating-)?(?:linear|radial|conic)-gradient\((?:[a-z0-9#%.,\s+-]|${colourFunction.source})*\)$`,
  'i',
);

/** It becomes part of a style sheet, so it must not be able to end its declaration or load anything. */
export const cssGradient = matching((text) => gradient.test(text), 'css-gradient');

export const slurl = matching((text) => parseSlurl(text) !== null, 'slurl');

export const httpsUrl = matching(isHttps, 'https-url');

function isHttps(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}

export const slugOf =
  (uid: string): Format =>
  (value) =>
    typeof value === 'string' ? slugRule(uid, value) : { key: 'slug' };

export const textKey = matching((text) => /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(text), 'text-key');

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 currencies in use. */
export const currency = matching((text) => currencies.has(text), 'currency');

const zones = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));

/** IANA names, including old ones; not offsets, which ignore daylight saving time. */
export const timeZone: Format = (value) => {
  if (typeof value !== 'string') return { key: 'time-zone' };
  const known = zones.get(value.toLowerCase());
  if (known) return known === value ? undefined : { key: 'time-zone-name', values: { zone: known } };
  return isKnownZone(value) ? undefined : { key: 'time-zone' };
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
  if (moment === null) return { key: 'instant' };
  return moment < earliestMoment || moment >= latestMoment
    ? { key: 'years', values: { first: firstYear, last: lastYear } }
    : undefined;
};

export const textUpTo =
  (longest: number): Format =>
  (value) => {
    if (typeof value !== 'string') return { key: 'text' };
    return lengthRule(value, longest) ?? characterRule(value);
  };

export const oneOf =
  (choices: readonly string[]): Format =>
  (value) =>
    typeof value === 'string' && choices.includes(value)
      ? undefined
      : { key: 'one-of', values: { choices: { choices: [...choices] } } };

export const wholeNumber =
  (least: number, most: number): Format =>
  (value): BrokenRule | undefined => {
    if (!Number.isInteger(value)) return { key: 'whole-number' };
    if (Number(value) < least) return { key: 'min', values: { least } };
    return Number(value) > most ? { key: 'max', values: { most } } : undefined;
  };

const mostEntries = 50;
const longestEntry = 100;

export const stringList: Format = (value) => {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string'))
    return { key: 'text-list' };
  if (value.length > mostEntries) return { key: 'max-entries', values: { most: mostEntries } };
  if (value.some((entry) => entry.trim() === '')) return { key: 'empty-entry' };
  const tooLong = (entry: string) => lengthRule(entry, longestEntry, 'max-length-of-entries');
  return [...value.map(tooLong), ...value.map(characterRule)].find((rule) => rule !== undefined);
};
