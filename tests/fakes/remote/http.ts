// What every fake needs of HTTP: a request read to its end, an answer, a refusal, and the routes between.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request, as the fake understood it, and what became of it. */
export interface Recorded<Action extends string> {
  action: Action | 'unknown';
  method: string;
  path: string;
  /** What the path names, decoded: `calendarId`, `eventId`, `pageId`, `postId`. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Of JSON and of forms the parsed value, of anything else the text; undefined without a body. */
  body: unknown;
  /** Milliseconds since 1970, by the machine's own clock, whatever the remote's says. */
  at: number;
  /** When the answer left; absent while there is none, and where there never was one. */
  answeredAt?: number;
  /** The answer's status; absent as `answeredAt` is. */
  status?: number;
  /** The kind of fault that it met. */
  fault?: string;
}

export interface Answer {
  status: number;
  /** Sent as JSON; a string as it is, as a page; nothing when absent. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Thrown where a request cannot be granted; the remote answers with it. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`Refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

/** A method and path that the fake knows. Named groups of `path` become `params`. */
export interface Route<Action extends string> {
  action: Action;
  method: string;
  path: RegExp;
}

/** Reads a request to its end and finds the first route that it is for. */
export async function readRequest<Action extends string>(
  request: IncomingMessage,
  routes: readonly Route<Action>[],
): Promise<Recorded<Action>> {
  const { method = 'GET', headers } = request;
  const at = Date.now();
  const url = new URL(`http://remote${request.url}`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const route = routes.find((one) => one.method === method && one.path.test(url.pathname));
  const groups = Object.entries(route?.path.exec(url.pathname)?.groups ?? {});
  return {
    action: route?.action ?? 'unknown',
    method,
    path: url.pathname,
    params: Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
    query: url.searchParams,
    headers,
    body: parseBody(Buffer.concat(chunks).toString('utf8'), headers['content-type'] ?? ''),
    at,
  };
}

function parseBody(text: string, type: string): unknown {
  if (text === '') return undefined;
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return type.includes('json') ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

/** A value's fields where it is an object, none otherwise. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
