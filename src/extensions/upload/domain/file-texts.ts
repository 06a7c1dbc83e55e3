import { characterIssue, lengthIssue } from '../../../plugins/content/server/domain/rules/texts';
import type { ValidationIssue, Values } from '../../../plugins/content/server/domain/rules/issues';
import { textUpTo } from '../../../plugins/content/server/domain/rules/formats';
import { isRecord } from '../../../shared/server/is-record';

const longestName = 255;
const longestText = 1000;

/** They turn the text around them, so that `gpj.exe` reads as `exe.jpg`. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with the name of a file or a folder. */
export function nameIssue(name: unknown): string | undefined {
  if (typeof name !== 'string') return 'must be a text';
  if (name.trim() === '') return 'must not be empty';
  // As it is stored; what is far too long is not put into that form, which could take minutes.
  const tooLong = lengthIssue(name.length > 4 * longestName ? name : name.normalize(), longestName);
  if (tooLong !== undefined) return tooLong;
  if (/[/\\]/.test(name)) return 'must not contain / or \\';
  if (name === '.' || name === '..') return `must not be ${name}`;
  if (/[\t\n\r\u2028\u2029]/.test(name)) return 'must be a single line';
  if (turning.test(name)) return 'must not contain characters that turn the direction of a text';
  return characterIssue(name);
}

/** What is wrong with the name under which a file is sent; Strapi refuses these too, but without saying which file it was. */
export const sentNameIssue = (name: string): string | undefined =>
  /[<>:"|?*]/.test(name) ? 'must not contain < > : " | ? *' : nameIssue(name);

const textIssue = textUpTo(longestText);
/** Strapi takes them for parts of JavaScript's own objects and fails. */
const impossible = ['__proto__', 'constructor', 'prototype'];

const isId = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
const isPoint = (value: unknown): boolean => isRecord(value) && isId(value['x']) && isId(value['y']);

/** What is wrong with what is said of a file: its name, and its texts for those who cannot see it. */
export function issuesOfInfo(info: Values, path: readonly string[]): ValidationIssue[] {
  const checked = [
    ...impossible.map((key) => [key, Object.hasOwn(info, key) ? 'must not be given' : undefined] as const),
    ['name', isGiven(info['name']) ? nameIssue(info['name']) : undefined] as const,
    ...['alternativeText', 'caption'].map(
      (key) => [key, isGiven(info[key]) ? textIssue(info[key]) : undefined] as const,
    ),
    [
      'folder',
      isGiven(info['folder']) && !isId(info['folder']) ? 'must be the id of a folder' : undefined,
    ] as const,
    [
      'focalPoint',
      isGiven(info['focalPoint']) && !isPoint(info['focalPoint']) ? 'must have numbers x and y' : undefined,
    ] as const,
  ];
  return checked.flatMap(([key, message]) =>
    message === undefined ? [] : [{ path: [...path, key], message }],
  );
}

/** The same of all that is said of the files of one request; where there is one, its place in the list is not named. */
export const issuesOfInfos = (infos: readonly Values[]): ValidationIssue[] =>
  infos.flatMap((info, index) =>
    issuesOfInfo(info, infos.length === 1 ? ['fileInfo'] : ['fileInfo', String(index)]),
  );

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** The same of a list of updates, before the first of them is made. */
export function issuesOfUpdates(updates: unknown): ValidationIssue[] {
  if (!Array.isArray(updates)) return [];
  return updates.flatMap((update: unknown, index) =>
    isRecord(update) && isRecord(update['fileInfo'])
      ? issuesOfInfo(update['fileInfo'], ['updates', String(index), 'fileInfo'])
      : [],
  );
}
