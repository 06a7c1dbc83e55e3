import { z } from 'zod';
import type { Model } from '../visibility';
import { checkFilters, type Asked, type Rules } from './filters';
import { QueryIssue } from './issues';
import { checkFields, checkPopulate } from './populate';
import { checkSort } from './sort';
import { checkText } from './values';

/** As far as any list goes; MySQL takes no offset beyond 64 bits, nor does a number keep its digits there. */
const farthest = 1_000_000_000;
const wholeNumber = z.union([z.string().regex(/^[+-]?\d{1,12}$/), z.number().int()]);
const position = wholeNumber.refine((value) => Math.abs(Number(value)) <= farthest);
const toggle = z.union([z.boolean(), z.enum(['true', 'false', '1', '0', 't', 'f'])]);

const pagination = z.looseObject({
  page: position.optional(),
  pageSize: position.optional(),
  start: position.optional(),
  limit: position.optional(),
  withCount: toggle.optional(),
});

const expected: Record<string, string> = {
  pagination: 'must have whole numbers (page, pageSize, start, limit) of at most 1,000,000,000.',
  start: 'must be a whole number of at most 1,000,000,000.',
  limit: 'must be a whole number of at most 1,000,000,000.',
  page: 'must be a whole number of at most 1,000,000,000.',
  pageSize: 'must be a whole number of at most 1,000,000,000.',
  withCount: "must be 'true' or 'false'.",
};

/** Parameters that are one text. */
const textual = [
  '_q',
  'locale',
  'fallbackLocale',
  'status',
  'publicationFilter',
  'hasPublishedVersion',
] as const;

/**
 * What a query of Strapi's content API may be, judged before the database or Strapi's own converters have it: those fail
 * with internal errors on shapes that they do not expect. Parameters that are not named here are Strapi's to refuse.
 */
export function querySchema(model: Model, rules: Rules) {
  const checked = (check: (value: unknown) => void) =>
    z
      .unknown()
      .optional()
      .superRefine((value, context) => {
        if (value === undefined) return;
        try {
          check(value);
        } catch (error) {
          if (!(error instanceof QueryIssue)) throw error;
          context.addIssue({
            code: 'custom',
            message: error.message,
            params: { parameter: error.parameter },
          });
        }
      });
  const text = (name: string) =>
    checked((value) => {
      if (Array.isArray(value)) throw new QueryIssue(name, 'must be one text, not a list.');
      if (typeof value === 'object' && value !== null) throw new QueryIssue(name, 'must be one text.');
      if (typeof value === 'string') checkText([name], value, rules.limits);
    });
  const asked: Asked = { conditions: 0, relations: 0, toMany: 0 };
  return z.looseObject({
    filters: checked((value) => checkFilters(['filters'], value, model, asked, rules)),
    sort: checked((value) => checkSort(['sort'], value, model, asked, rules)),
    populate: checked((value) => checkPopulate(['populate'], value, model, rules)),
    fields: checked((value) => checkFields(['fields'], value, rules)),
    pagination: pagination.optional(),
    page: position.optional(),
    pageSize: position.optional(),
    start: position.optional(),
    limit: position.optional(),
    withCount: toggle.optional(),
    ...Object.fromEntries(textual.map((name) => [name, text(name)])),
  });
}

/** What is wrong with a query; null where nothing is. */
export function issueOf(query: unknown, model: Model, rules: Rules): QueryIssue | null {
  const result = querySchema(model, rules).safeParse(query);
  if (result.success) return null;
  const [issue] = result.error.issues;
  if (issue?.code === 'custom' && issue.params) {
    const parameter = String(issue.params['parameter']);
    return new QueryIssue(parameter, issue.message.slice(parameter.length + 3));
  }
  const [root = 'query'] = issue?.path ?? [];
  return new QueryIssue(
    (issue?.path ?? []).map((key, index) => (index === 0 ? String(key) : `[${String(key)}]`)).join('') ||
      'query',
    expected[String(root)] ?? 'is not what it may be.',
  );
}
