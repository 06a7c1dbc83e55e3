import type { BrokenRule } from '../../../contract/rules';
import { english } from './english';

export { fieldText, sentenceOf } from '../../../contract/rules';

export interface ValidationIssue {
  /** The path to the value as in Strapi's own validation errors: `['lineUp', '0', 'endTime']`. */
  path: string[];
  /** What is expected, to follow the field's name in a sentence: `must be after startTime`. */
  message: string;
  /** The rule, of which `message` is the English text; the panel has it in its own language. */
  rule?: BrokenRule;
  /** Another document has this unique value. */
  isTaken?: true;
}

export type Values = Readonly<Record<string, unknown>>;

export const issueOf = (path: string[], rule: BrokenRule): ValidationIssue => ({
  path,
  message: english(rule),
  rule,
});

/** Whether there is no value: editors clear a field to an empty string, or leave spaces in it. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The first issue of each field, which is the most specific. */
export function distinct(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const places = new Set<string>();
  return issues.filter(({ path }) => {
    const place = path.join('.');
    return !places.has(place) && places.add(place);
  });
}

export const takenIssue = (name: string, value: string, word: string): ValidationIssue => ({
  ...issueOf([name], { key: 'taken', values: { value, word } }),
  isTaken: true,
});
