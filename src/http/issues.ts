import type { z } from 'zod';
import type { ValidationIssues } from './errors';

const expected: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
};

/** What a value must be, for schemas that do not say so themselves: zod's own sentences name its types. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'must be given' : expected[issue.expected];
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return issue.format === 'datetime'
        ? 'must be a date and time with its offset (ISO 8601), such as 2026-11-21T20:00:00Z'
        : undefined;
    case 'too_small':
      return `must ${sizeOf(issue.origin, `at least ${issue.minimum}`)}`;
    case 'too_big':
      return `must ${sizeOf(issue.origin, `at most ${issue.maximum}`)}`;
    default:
      return undefined;
  }
}

function sizeOf(origin: string, bound: string): string {
  if (origin === 'string') return `have ${bound} characters`;
  return origin === 'array' ? `have ${bound} entries` : `be ${bound}`;
}

/** What is wrong by the name of the field, each key that is not known by its own. */
function named(
  issues: readonly z.core.$ZodIssue[],
  whole: string,
  before: readonly PropertyKey[] = [],
): [string, string][] {
  return issues.flatMap((issue): [string, string][] => {
    const path = [...before, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => [[...path, key].join('.'), 'is not known here']);
    const branch = issue.code === 'invalid_union' ? branchOf(issue.errors) : undefined;
    return branch ? named(branch, whole, path) : [[path.join('.') || whole, issue.message]];
  });
}

/** Of a union, the one alternative that is of the value's own type: what is wrong lies within it. */
function branchOf(errors: readonly (readonly z.core.$ZodIssue[])[]) {
  const within = errors.filter((issues) =>
    issues.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
  return within.length === 1 ? within[0] : undefined;
}

/**
 * All issues of a request, by the name of the field they are about. A map on the way, since a field may be called `__proto__`.
 * @param query as it came, to tell what was given twice
 */
export function issuesOf(
  { query, body }: { query: z.ZodError | undefined; body: z.ZodError | undefined },
  given: URLSearchParams,
): ValidationIssues {
  const issues = new Map<string, string[]>();
  const add = (field: string, message: string): void =>
    void issues.set(field, [...(issues.get(field) ?? []), message]);
  for (const [field, message] of named(query?.issues ?? [], 'query'))
    add(field, given.getAll(field).length > 1 ? 'must be given once' : message);
  for (const [field, message] of named(body?.issues ?? [], 'body')) add(field, message);
  return Object.fromEntries(issues);
}
