import type { ResultCookie } from './results';

/** Why a request is refused, by the name of the field. */
export type ValidationIssues = Readonly<Record<string, readonly string[]>>;

interface Details {
  issues?: ValidationIssues | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  cookies?: readonly ResultCookie[] | undefined;
}

/** A response other than success. The message is a sentence for whoever asked. */
export class HttpError extends Error {
  readonly issues: ValidationIssues | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly ResultCookie[];

  /** @param status 400 to 599 */
  constructor(
    readonly status: number,
    message: string,
    { issues, headers = {}, cookies = [] }: Details = {},
  ) {
    super(message);
    this.name = 'HttpError';
    this.issues = issues;
    this.headers = headers;
    this.cookies = cookies;
  }
}
