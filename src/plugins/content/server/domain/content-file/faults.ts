import type { z } from 'zod';

/** One thing that is wrong with content, and where it stands. */
export interface Fault {
  /** The file, as the folder names it. */
  file: string;
  /** The way to the value within the file, from its root. */
  path: readonly (string | number)[];
  /** What is wrong and what would be right, to follow the path in a sentence. */
  message: string;
}

/** The path in the manner of JavaScript: `[3].lineUp[0].artist`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');

/** A fault as people read it: `events.json: [3].lineUp[0].artist: no artist 'x' in this import or in the club`. */
export const faultText = ({ file, path, message }: Fault): string =>
  [file, ...(path.length > 0 ? [pathText(path)] : []), message].join(': ');

/** As many as a person reads; beyond them a file is wrong as a whole, and they would fill memory and screen. */
const mostKept = 100;

/** Gathers faults: keeps the first, counts all. */
export class FaultList {
  readonly kept: Fault[] = [];
  total = 0;

  add(faults: readonly Fault[]): void {
    this.total += faults.length;
    if (this.kept.length < mostKept) this.kept.push(...faults.slice(0, mostKept - this.kept.length));
  }
}

/** Content that cannot be imported; nothing of it has been. */
export class ContentFaults extends Error {
  /** The first of them. */
  readonly faults: readonly Fault[];
  /** How many there are. */
  readonly total: number;

  constructor(faults: readonly Fault[] | FaultList) {
    const { kept, total } = faults instanceof FaultList ? faults : { kept: faults, total: faults.length };
    const more = total > kept.length ? [`… and ${total - kept.length} more.`] : [];
    super([...kept.map(faultText), ...more].join('\n'));
    this.name = 'ContentFaults';
    this.faults = kept;
    this.total = total;
  }
}

type Placed = Omit<Fault, 'file'>;

/** What zod found, each fault with its path and a plain sentence. */
export function faultsOf(error: z.ZodError, value: unknown): Placed[] {
  return error.issues.flatMap((issue) => issueFaults(issue, value));
}

function issueFaults(issue: z.core.$ZodIssue, value: unknown): Placed[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'there is no such attribute' }));
  }
  return [{ path, message: sentence(issue, valueAt(value, path)) }];
}

function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? 'is missing'
        : `must be ${nameOf(issue.expected)}, not ${nameOfValue(value)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `must ${issue.origin === 'number' || issue.origin === 'int' ? 'be' : 'have'} at most ${issue.maximum}${unit(issue.origin)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty';
      return `must ${issue.origin === 'number' || issue.origin === 'int' ? 'be' : 'have'} at least ${issue.minimum}${unit(issue.origin)}`;
    default:
      return issue.message;
  }
}

const unit = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';

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
