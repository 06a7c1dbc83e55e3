import type { BrokenRule } from '../../../plugins/content/contract/rules';
import { english } from '../../../plugins/content/server/domain/rules/english';
import { characterRule, lengthRule } from '../../../plugins/content/server/domain/rules/texts';
import {
  issueOf,
  type ValidationIssue,
  type Values,
} from '../../../plugins/content/server/domain/rules/issues';
import { textUpTo } from '../../../plugins/content/server/domain/rules/formats';
import { isRecord } from '../../../shared/server/is-record';

const longestName = 255;
const longestText = 1000;

/** Bidi controls reorder the text, so that `gpj.exe` reads as `exe.jpg`. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The rule that the name of a file or folder breaks. */
export function nameRule(name: unknown): BrokenRule | undefined {
  if (typeof name !== 'string') return { key: 'text' };
  if (name.trim() === '') return { key: 'not-empty' };
  // In the stored, normalized form; normalizing a very long name could take minutes.
  const tooLong = lengthRule(name.length > 4 * longestName ? name : name.normalize(), longestName);
  if (tooLong !== undefined) return tooLong;
  if (/[/\\]/.test(name)) return { key: 'no-slash' };
  if (name === '.' || name === '..') return { key: 'not-name', values: { name } };
  if (/[\t\n\r\u2028\u2029]/.test(name)) return { key: 'single-line' };
  if (turning.test(name)) return { key: 'text-direction' };
  return characterRule(name);
}

/** The rule that the name of a sent file breaks. Strapi refuses these too, but without naming the file. */
export const sentNameRule = (name: string): BrokenRule | undefined =>
  /[<>:"|?*]/.test(name) ? { key: 'file-name-characters' } : nameRule(name);

/** The same in English. */
export function nameIssue(name: unknown): string | undefined {
  const rule = nameRule(name);
  return rule && english(rule);
}

const textRule = textUpTo(longestText);
/** Strapi treats these as properties of JavaScript's own objects and fails. */
const impossible = ['__proto__', 'constructor', 'prototype'];

const isId = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
const isPoint = (value: unknown): boolean => isRecord(value) && isId(value['x']) && isId(value['y']);

/** The issues with a file's info: its name, alternative text, caption and the like. */
export function issuesOfInfo(info: Values, path: readonly string[]): ValidationIssue[] {
  const checked = [
    ...impossible.map((key) => [key, Object.hasOwn(info, key) ? 'must not be given' : undefined] as const),
    ['name', isGiven(info['name']) ? nameRule(info['name']) : undefined] as const,
    ...['alternativeText', 'caption'].map(
      (key) => [key, isGiven(info[key]) ? textRule(info[key]) : undefined] as const,
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
  return checked.flatMap(([key, found]) => {
    if (found === undefined) return [];
    // What only programs send has no text in other languages.
    return typeof found === 'string'
      ? [{ path: [...path, key], message: found }]
      : [issueOf([...path, key], found)];
  });
}

/** The same for all files of one request; with a single file, the path omits its index. */
export const issuesOfInfos = (infos: readonly Values[]): ValidationIssue[] =>
  infos.flatMap((info, index) =>
    issuesOfInfo(info, infos.length === 1 ? ['fileInfo'] : ['fileInfo', String(index)]),
  );

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** The same for a list of updates, before the first is written. */
export function issuesOfUpdates(updates: unknown): ValidationIssue[] {
  if (!Array.isArray(updates)) return [];
  return updates.flatMap((update: unknown, index) =>
    isRecord(update) && isRecord(update['fileInfo'])
      ? issuesOfInfo(update['fileInfo'], ['updates', String(index), 'fileInfo'])
      : [],
  );
}
