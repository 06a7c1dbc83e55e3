import { z } from 'zod';
import { brokenRule, sentenceOf, type BrokenRule } from '../../contract/rules';
import { placeOf, type Fields } from './field-label';

const issues = z
  .array(
    z.looseObject({
      path: z.array(z.string()),
      message: z.string(),
      rule: brokenRule.optional().catch(undefined),
    }),
  )
  .min(1);
type Issues = z.infer<typeof issues>;

const refusal = z.looseObject({
  name: z.literal('ValidationError'),
  message: z.string(),
  details: z.looseObject({ errors: issues }),
});

/** How the panel says things in its present language. */
export interface Speech {
  fields: Fields;
  /** What a rule requires. @param uid the content type @param owner the type or component that the field is of */
  rule: (broken: BrokenRule, uid: string, owner: string) => string;
  /** An issue with the place of its field, in a sentence. */
  issue: (label: string, text: string) => string;
  locale: string;
}

const capitalized = (text: string, locale: string): string =>
  text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);

/** The issues as they are said at their fields, and all in one sentence with the fields' labels. */
function said(errors: Issues, uid: string, speech: Speech): { errors: Issues; sentence: string } {
  const each = errors.map((issue) => {
    const { label, owner } = placeOf(uid, issue.path, speech.fields);
    const text = issue.rule ? speech.rule(issue.rule, uid, owner) : issue.message;
    return { label, text, issue: { ...issue, message: capitalized(text, speech.locale) } };
  });
  return {
    errors: each.map(({ issue }) => issue),
    sentence: each.map(({ label, text }) => speech.issue(label, text)).join('; '),
  };
}

/**
 * A refusal of the server in the panel's language: each issue for its field, and all of them in one sentence with the
 * fields' labels. A sentence that the server has not made from the issues is already in the panel's language and stays.
 *
 * @param error the answer of the server, which may be no refusal
 * @param uid the content type of the form
 */
export function translatedRefusal(error: unknown, uid: string, speech: Speech): unknown {
  const { data } = refusal.safeParse(error);
  if (!data) return error;
  const { errors, sentence } = said(data.details.errors, uid, speech);
  const isOfIssues = data.message === sentenceOf(data.details.errors);
  return {
    ...data,
    message: isOfIssues ? sentence : data.message,
    details: { ...data.details, errors },
  };
}

const leftOut = z.array(z.object({ reason: z.string(), errors: issues.optional().catch(undefined) }));
const foretold = z.looseObject({
  data: z.looseObject({
    refused: z.array(z.looseObject({ reason: z.string(), errors: issues.optional().catch(undefined) })),
  }),
});

/** The answer about an action on a selection that is not made yet, with the reasons of what will be refused. */
export function translatedForecast(answer: unknown, uid: string, speech: Speech): unknown {
  const { data: parsed } = foretold.safeParse(answer);
  if (!parsed) return answer;
  const refused = parsed.data.refused.map((why) =>
    why.errors && why.reason === sentenceOf(why.errors)
      ? { ...why, reason: said(why.errors, uid, speech).sentence }
      : why,
  );
  return { ...parsed, data: { ...parsed.data, refused } };
}

/** Some documents of a selection were skipped, or all: the server's services/bulk-actions.ts. */
const partlyRefused = z.looseObject({ message: z.string(), leftOut });
const whollyRefused = z.looseObject({ message: z.string(), details: z.looseObject({ leftOut }) });

/** The answer to an action on a selection, which names the skipped documents with their reasons. */
export function translatedLeftOut(answer: unknown, uid: string, speech: Speech): unknown {
  const whole = whollyRefused.safeParse(answer).data;
  const part = partlyRefused.safeParse(answer).data;
  const data = whole ?? part;
  const reasons = whole?.details.leftOut ?? part?.leftOut;
  if (!data || !reasons) return answer;
  const message = reasons.reduce((text, { reason, errors }) => {
    if (!errors || reason !== sentenceOf(errors)) return text;
    return text.replace(reason, () => said(errors, uid, speech).sentence);
  }, data.message);
  return { ...data, message };
}
