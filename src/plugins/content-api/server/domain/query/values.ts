import type { QueryLimits } from './limits';
import { atMost, isObject, refuse, reserved, type Path } from './issues';

const numeric: ReadonlySet<string> = new Set(['integer', 'biginteger', 'float', 'decimal']);
const booleans: ReadonlySet<unknown> = new Set([true, false, 'true', 'false', 't', 'f', '1', '0', 1, 0]);

/** Times that both databases can store, with years of four digits. */
const isoTime = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const timestamp = /^-?\d{1,14}$/;
const clockTime = /^\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

/** Checks that every database accepts a text as a parameter. */
export function checkText(path: Path, text: string, { text: limit }: QueryLimits): void {
  if (text.includes('\0')) refuse(path, 'has a character that no text can have (NUL).');
  if (/\p{Surrogate}/u.test(text)) refuse(path, 'has half of a character (a lone surrogate).');
  atMost(path, text.length, limit, 'characters');
}

/** Checks names of attributes, possibly with commas and dots between them. */
export function checkNames(path: Path, text: string, limits: QueryLimits): void {
  checkText(path, text, limits);
  const name = text.split(/[.,:\s]+/).find((each) => reserved.has(each));
  if (name !== undefined) refuse(path, `cannot have the name '${name}'.`);
}

/** Checks a value for an attribute of this type; null stands for entries without one. */
export function checkValue(path: Path, value: unknown, type: string, limits: QueryLimits): void {
  if (value === null) return;
  if (Array.isArray(value) || isObject(value)) refuse(path, 'must be one value.');
  if (typeof value === 'string') checkText(path, value, limits);
  if (numeric.has(type)) return checkNumber(path, value);
  if (type === 'boolean') return checkBoolean(path, value);
  if (type === 'datetime' || type === 'timestamp') return checkTime(path, value);
  if (type === 'date' && !(typeof value === 'string' && isoTime.test(value) && !isNoDate(value)))
    if (!(value instanceof Date)) refuse(path, "must be a date, such as '2030-12-31'.");
  if (type === 'time' && !(typeof value === 'string' && clockTime.test(value)))
    refuse(path, "must be a time of day, such as '21:30:00'.");
}

export function checkBoolean(path: Path, value: unknown): void {
  if (!booleans.has(value)) refuse(path, "must be 'true' or 'false'.");
}

function checkNumber(path: Path, value: unknown): void {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'bigint') return;
  if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER)
    refuse(path, 'must be a number.');
}

function checkTime(path: Path, value: unknown): void {
  if (value instanceof Date ? !Number.isNaN(value.getTime()) : isTime(value)) return;
  refuse(path, "must be a time, such as '2030-12-31T20:00:00.000Z'.");
}

function isTime(value: unknown): boolean {
  const text = String(value);
  return timestamp.test(text) || (isoTime.test(text) && !isNoDate(text));
}

/** Whether a time does not exist, such as February 31 or hour 25. */
function isNoDate(text: string): boolean {
  const day = text.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00.000Z`);
  return (
    Number.isNaN(parsed.getTime()) ||
    parsed.toISOString().slice(0, 10) !== day ||
    Number.isNaN(Date.parse(text.replace(' ', 'T')))
  );
}
