import type { z } from 'zod';
import { lengthIssue } from '../rules/texts';

/** A problem in the content, with its place. */
export interface ContentIssue {
  /** The file, as the folder names it. */
  file: string;
  path: readonly (string | number)[];
  /** What is wrong and what is expected, to follow the path in a sentence. */
  message: string;
}

/** An issue in a document of a known file. */
export type PlacedIssue = Omit<ContentIssue, 'file'>;

/** The path in JavaScript notation: `[3].lineUp[0].artist`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');

/** An issue as people read it: `events.json: [3].lineUp[0].artist: no artist 'x' in this import or in the club`. */
export const issueText = ({ file, path, message }: ContentIssue): string =>
  [file, ...(path.length > 0 ? [pathText(path)] : []), message].join(': ');

/** More than a person reads; keeping all would fill memory and screen. */
const mostKept = 100;

/** Collects issues: keeps the first ones and counts all. */
export class IssueList {
  readonly kept: ContentIssue[] = [];
  total = 0;

  add(issues: readonly ContentIssue[]): void {
    this.total += issues.length;
    if (this.kept.length < mostKept) this.kept.push(...issues.slice(0, mostKept - this.kept.length));
  }
}

/** Content that cannot be imported; nothing was. */
export class ContentIssues extends Error {
  readonly issues: readonly ContentIssue[];
  readonly total: number;

  constructor(issues: readonly ContentIssue[] | IssueList) {
    const { kept, total } = issues instanceof IssueList ? issues : { kept: issues, total: issues.length };
    const more = total > kept.length ? [`… and ${total - kept.length} more.`] : [];
    super([...kept.map(issueText), ...more].join('\n'));
    this.name = 'ContentIssues';
    this.issues = kept;
    this.total = total;
  }
}

/** The issues of a zod error, each with its path and a plain sentence. */
export const issuesOf = (error: z.ZodError, value: unknown): PlacedIssue[] =>
  error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key], message: 'there is no such attribute' }))
      : [{ path, message: sentence(issue, valueAt(value, path)) }];
  });

function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? 'is missing'
        : `must be ${nameOf(issue.expected)}, not ${nameOfValue(value)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      if (typeof value === 'string') return lengthIssue(value, Number(issue.maximum)) ?? issue.message;
      return limit(issue.origin, `at most ${issue.maximum}`);
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty';
      return limit(issue.origin, `at least ${issue.minimum}`);
    default:
      return issue.message;
  }
}

const units: Record<string, string> = { string: ' characters', array: ' entries' };

const limit = (origin: string, amount: string): string =>
  `must ${origin === 'number' || origin === 'int' ? 'be' : 'have'} ${amount}${units[origin] ?? ''}`;

const names: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const nameOf = (type: string): string => names[type] ?? type;

const nameOfValue = (value: unknown): string => {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return 'one that is too large to be kept';
  return nameOf(Array.isArray(value) ? 'array' : typeof value);
};

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? Object.getOwnPropertyDescriptor(at, step)?.value : undefined,
    value,
  );
}
