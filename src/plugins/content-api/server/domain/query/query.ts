import { z } from 'zod';
import type { Model } from '../visibility';
import { checkFilters, type QueryCost, type Rules } from './filters';
import { readerLimits } from './limits';
import { QueryIssue, refuse, type Entries } from './issues';
import { checkFields, checkPopulate } from './populate';
import { checkSort } from './sort';
import { checkText } from './values';

/** More than any list has; MySQL offsets and exact numbers end below 64 bits. */
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

/** Parameters with a single text. */
const textual = [
  '_q',
  'locale',
  'fallbackLocale',
  'status',
  'publicationFilter',
  'hasPublishedVersion',
] as const;

/**
 * The schema of a query of Strapi's content API or admin panel. Checked before Strapi's converters and the database,
 * which fail with internal errors on unexpected shapes. Strapi refuses unknown parameters itself.
 */
function createQuerySchema(model: Model, rules: Rules) {
  return z
    .looseObject({
      pagination: pagination.optional(),
      page: position.optional(),
      pageSize: position.optional(),
      start: position.optional(),
      limit: position.optional(),
      withCount: toggle.optional(),
    })
    .superRefine((query, context) => {
      try {
        checkParts(query, model, rules);
      } catch (error) {
        if (!(error instanceof QueryIssue)) throw error;
        context.addIssue({ code: 'custom', message: error.message, params: { issue: error } });
      }
    });
}

function checkParts(query: Entries, model: Model, rules: Rules): void {
  const cost: QueryCost = { conditions: 0, relations: 0, toMany: 0 };
  const { filters, sort, populate, fields } = query;
  if (filters !== undefined) checkFilters(['filters'], filters, model, cost, rules);
  if (sort !== undefined) checkSort(['sort'], sort, model, cost, rules);
  if (populate !== undefined) checkPopulate(['populate'], populate, model, rules);
  if (fields !== undefined) checkFields(['fields'], fields, model, rules);
  for (const name of textual) checkParameter(name, query[name], rules);
}

function checkParameter(name: string, value: unknown, { limits }: Rules): void {
  if (typeof value === 'object' && value !== null) refuse([name], 'must be one text.');
  // `_q` searches every text of every entry, so the readers' limit applies to all clients.
  const text = name === '_q' ? readerLimits.text : limits.text;
  if (typeof value === 'string') checkText([name], value, { ...limits, text });
}

type QuerySchema = ReturnType<typeof createQuerySchema>;

const schemas = new WeakMap<Model, Map<Rules, QuerySchema>>();

/** Cached per type and limits: GraphQL needs it for each relation of each document. */
function querySchema(model: Model, rules: Rules): QuerySchema {
  const ofModel = schemas.get(model) ?? new Map<Rules, QuerySchema>();
  schemas.set(model, ofModel);
  const schema = ofModel.get(rules) ?? createQuerySchema(model, rules);
  ofModel.set(rules, schema);
  return schema;
}

/** The first issue with a query; null if it is valid. */
export function issueOf(query: unknown, model: Model, rules: Rules): QueryIssue | null {
  const result = querySchema(model, rules).safeParse(query);
  if (result.success) return null;
  const [issue] = result.error.issues;
  if (issue?.code === 'custom' && issue.params?.['issue'] instanceof QueryIssue) return issue.params['issue'];
  const [root = 'query'] = issue?.path ?? [];
  return new QueryIssue(
    (issue?.path ?? []).map((key, index) => (index === 0 ? String(key) : `[${String(key)}]`)).join('') ||
      'query',
    expected[String(root)] ?? 'is not what it may be.',
  );
}
