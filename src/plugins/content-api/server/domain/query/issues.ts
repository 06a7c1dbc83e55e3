import { cut } from '../../../../../shared/server/cut';

/** A path in a query: `filters[$and][0][title]`. */
export type Path = readonly (string | number)[];

/** Names of `Object.prototype`: no attribute has them, but a lookup finds something. */
export const reserved: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** An issue with a query, for the client. */
export class QueryIssue extends Error {
  constructor(
    readonly parameter: string,
    reason: string,
  ) {
    super(`'${parameter}' ${reason}`);
  }
}

/** A path as a query parameter; long keys are cut. */
export function parameterOf([root, ...keys]: Path): string {
  const short = (key: string | number | undefined) => cut(String(key), 60);
  return `${short(root)}${keys
    .slice(0, 12)
    .map((key) => `[${short(key)}]`)
    .join('')}`;
}

export function refuse(path: Path, reason: string): never {
  throw new QueryIssue(parameterOf(path), reason);
}

export function atMost(path: Path, count: number, limit: number, what: string): void {
  if (count > limit) refuse(path, `has ${count} ${what}; the limit is ${limit}.`);
}

export type Entries = Record<string, unknown>;

export function isObject(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
