import { z } from 'zod';
import texts from './rules/en.json';

/**
 * What rules require, as texts to follow the name of a field in a sentence, by the rule's key. Texts are ICU messages; those of
 * the panel's other languages are beside the English ones.
 */
export const ruleTexts = texts;
export type RuleKey = keyof typeof ruleTexts;

const ruleValue = z.union([
  z.string(),
  z.number(),
  /** An attribute beside the one that has the issue, or of the whole document. */
  z.object({ field: z.string(), of: z.literal('document').optional() }),
  /** Values of an enumeration. */
  z.object({ choices: z.array(z.string()) }),
]);
export type RuleValue = z.infer<typeof ruleValue>;

/** A rule that a value breaks, with the values of its text. */
export const brokenRule = z.object({
  key: z.custom<RuleKey>((key) => typeof key === 'string' && Object.hasOwn(ruleTexts, key)),
  values: z.record(z.string(), ruleValue).optional(),
});
export type BrokenRule = z.infer<typeof brokenRule>;

/** A path as JavaScript writes it: `lineUp[0].endTime`. */
export const fieldText = (path: readonly string[]): string =>
  path.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

/** All issues in one sentence, each with its field. */
export const sentenceOf = (issues: readonly { path: readonly string[]; message: string }[]): string =>
  issues.map(({ path, message }) => `${fieldText(path)} ${message}`).join('; ');
