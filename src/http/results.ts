import type { Download } from './download';
import type { Pagination } from './schemas';

/** A cookie that a result sets, with the options of https://github.com/pillarjs/cookies. */
export interface ResultCookie {
  name: string;
  /** null deletes it. */
  value: string | null;
  path: string;
  httpOnly?: boolean;
  sameSite?: 'strict' | 'lax' | 'none';
  /** Milliseconds; without it the cookie lasts as long as the browser's session. */
  maxAge?: number;
}

interface Extras {
  headers?: Readonly<Record<string, string>>;
  cookies?: readonly ResultCookie[];
  /** ISO 8601, for Last-Modified. */
  lastModified?: string;
  /** Depends on who asks, also where nobody did: no cache may keep it. */
  isPersonal?: boolean;
}

interface TextExtras extends Extras {
  /** Content-Type, where it is not the one that the route declares. */
  type?: string;
  /** What a browser saves it as. */
  fileName?: string;
}

/** What a handler returns, in one of the statuses that its route declares; response.ts makes the response of it. */
export type Result<Data, Status extends ResultStatus = ResultStatus> = AnyResult<Data> & { status: Status };

/** The one that download.ts makes a response of. */
export interface DownloadResult {
  kind: 'download';
  status: 200;
  file: Download;
}

/** The statuses of results; those of errors are `HttpError`'s. */
export type ResultStatus = 200 | 201 | 202 | 204 | 206 | 301 | 302 | 503;

type AnyResult<Data> = Extras &
  (
    | { kind: 'json'; status: 200 | 201 | 202 | 503; data: Data }
    | { kind: 'page'; status: 200; data: Data; pagination: Pagination }
    | ({ kind: 'text'; status: 200; body: string } & TextExtras)
    | { kind: 'file'; status: 200; type: string; body: Buffer }
    | { kind: 'empty'; status: 204 }
    | { kind: 'redirect'; status: 301 | 302; location: string }
  );

export const json = <Data>(data: Data, extras: Extras = {}): Result<Data, 200> => ({
  kind: 'json',
  status: 200,
  data,
  ...extras,
});

export const page = <Data>(data: Data, pagination: Pagination, extras: Extras = {}): Result<Data, 200> => ({
  kind: 'page',
  status: 200,
  data,
  pagination,
  ...extras,
});

/** @param location where it is now: an URL, or a path beneath the API (`/events/x`) */
export const created = <Data>(
  data: Data,
  location: string,
  { headers, ...extras }: Extras = {},
): Result<Data, 201> => ({
  kind: 'json',
  status: 201,
  data,
  headers: { ...headers, Location: location },
  ...extras,
});

/** Accepted: a job does it. `retryAfter`: seconds until the client should ask for its progress. */
export const accepted = (
  taskId: string,
  { retryAfter = 2 }: { retryAfter?: number } = {},
): Result<{ task_id: string }, 202> => ({
  kind: 'json',
  status: 202,
  data: { task_id: taskId },
  headers: { Location: `/tasks/${taskId}`, 'Retry-After': String(retryAfter) },
});

/** A 503: the server cannot serve now. */
export const unavailable = <Data>(data: Data): Result<Data, 503> => ({ kind: 'json', status: 503, data });

export const noContent = (extras: Extras = {}): Result<never, 204> => ({
  kind: 'empty',
  status: 204,
  ...extras,
});

export const text = (body: string, extras: TextExtras = {}): Result<never, 200> => ({
  kind: 'text',
  status: 200,
  body,
  ...extras,
});

export const file = (body: Buffer, type: string, extras: Extras = {}): Result<never, 200> => ({
  kind: 'file',
  status: 200,
  body,
  type,
  ...extras,
});

/** A file that may be large: it is sent as it is read, and in parts (206) to whoever asks for them. */
export const download = (file: Download): DownloadResult => ({ kind: 'download', status: 200, file });

/** @param location an URL, or a path beneath the API (`/events/x`); a 301 keeps the query of the request */
export const redirect = <Status extends 301 | 302>(
  status: Status,
  location: string,
  extras: Extras = {},
): Result<never, Status> => ({
  kind: 'redirect',
  status,
  location,
  ...extras,
});
