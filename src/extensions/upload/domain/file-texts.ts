import { characterFault } from '../../../plugins/content/server/domain/rules/characters';
import { isValues, type Fault, type Values } from '../../../plugins/content/server/domain/rules/faults';
import { textUpTo } from '../../../plugins/content/server/domain/rules/formats';

const longestName = 255;
const longestText = 1000;

/** They turn the text around them, so that `gpj.exe` reads as `exe.jpg`. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with the name of a file or a folder. */
export function nameFault(name: unknown): string | undefined {
  if (typeof name !== 'string') return 'must be a text';
  if (name.trim() === '') return 'must not be empty';
  // As it is stored.
  if (name.normalize().length > longestName) return `must have at most ${longestName} characters`;
  if (/[/\\]/.test(name)) return 'must not contain / or \\';
  if (name === '.' || name === '..') return `must not be ${name}`;
  if (/[\t\n\r\u2028\u2029]/.test(name)) return 'must be a single line';
  if (turning.test(name)) return 'must not contain characters that turn the direction of a text';
  return characterFault(name);
}

/** What is wrong with the name under which a file is sent; Strapi refuses these too, but without saying which file it was. */
export const sentNameFault = (name: string): string | undefined =>
  /[<>:"|?*]/.test(name) ? 'must not contain < > : " | ? *' : nameFault(name);

const textFault = textUpTo(longestText);
/** Strapi takes them for parts of JavaScript's own objects and fails. */
const impossible = ['__proto__', 'constructor', 'prototype'];

/** What is wrong with what is said of a file: its name, and its texts for those who cannot see it. */
export function faultsOfInfo(info: Values, path: readonly string[]): Fault[] {
  const checked = [
    ...impossible.map((key) => [key, Object.hasOwn(info, key) ? 'must not be given' : undefined] as const),
    ['name', isGiven(info['name']) ? nameFault(info['name']) : undefined] as const,
    ...['alternativeText', 'caption'].map(
      (key) => [key, isGiven(info[key]) ? textFault(info[key]) : undefined] as const,
    ),
  ];
  return checked.flatMap(([key, message]) =>
    message === undefined ? [] : [{ path: [...path, key], message }],
  );
}

/** The same of all that is said of the files of one request; where there is one, its place in the list is not named. */
export const faultsOfInfos = (infos: readonly Values[]): Fault[] =>
  infos.flatMap((info, index) =>
    faultsOfInfo(info, infos.length === 1 ? ['fileInfo'] : ['fileInfo', String(index)]),
  );

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** The same of a list of updates, before the first of them is made. */
export function faultsOfUpdates(updates: unknown): Fault[] {
  if (!Array.isArray(updates)) return [];
  return updates.flatMap((update: unknown, index) =>
    isValues(update) && isValues(update['fileInfo'])
      ? faultsOfInfo(update['fileInfo'], ['updates', String(index), 'fileInfo'])
      : [],
  );
}
