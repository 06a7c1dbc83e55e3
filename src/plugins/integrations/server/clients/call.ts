import type { z } from 'zod';
import type { CallFacts } from '../domain/error-policy';
import type { Failure } from '../domain/failure';

/** What a call is about, for the log and for whoever reads it. */
export interface About {
  /** What is being done, in a few words: `create event`. */
  action: string;
  /** The vendor's operation, where the integration's error policy asks for it. */
  operation?: string;
  /** The entry that it is done for: the content type's uid, and the documentId. */
  subject?: { type: string; id: string };
  /** Which attempt of the caller's this is, from 1; repeats within the client count on from it. */
  attempt?: number;
  signal?: AbortSignal;
  /** The caller vouches that doing it twice does no harm, whatever the method. */
  isRepeatable?: boolean;
  /** What it needs access to, where an integration has several such; a calendar, say. */
  resource?: string;
  /** Whether success shows that the integration works. It does not where a call needs no permission; a token request, say. */
  provesAccess?: boolean;
}

/** A request whose body is at hand, so that it can be sent again and be logged. */
export interface Call {
  method: string;
  url: URL;
  headers: Headers;
  body: Uint8Array | null;
  about: About;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Uint8Array;
}

/** @param request read to its end */
export async function callOf(request: Request, about: About, userAgent: string): Promise<Call> {
  const headers = new Headers(request.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', userAgent);
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  const signals = [request.signal, ...(about.signal ? [about.signal] : [])];
  return {
    method: request.method.toUpperCase(),
    url: new URL(request.url),
    headers,
    body,
    about: { ...about, signal: AbortSignal.any(signals) },
  };
}

export const factsOf = ({ method, about: { isRepeatable = false, operation } }: Call): CallFacts => ({
  method,
  isRepeatable,
  operation: operation ?? null,
});

/** What a caller makes of an answer: what it wanted, or why that is not there. */
export type Reading<T> = (answer: Answer) => { read: T } | { failure: Failure };

export const isGood = ({ status }: Answer): boolean => (status >= 200 && status < 300) || status === 304;

/** The body as JSON where it is, as text where it is not; undefined where there is none. */
export function bodyOf({ body }: Answer): unknown {
  if (body.byteLength === 0) return undefined;
  const text = Buffer.from(body).toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The answer's JSON as a schema has it. */
export const jsonReading =
  <Schema extends z.ZodType>(schema: Schema): Reading<z.output<Schema>> =>
  (answer) => {
    const body = bodyOf(answer);
    if (!isGood(answer)) return { failure: { type: 'status', ...answer, body } };
    const parsed = schema.safeParse(body);
    if (parsed.success) return { read: parsed.data };
    return {
      failure: { type: 'answer', problem: typeof body === 'string' ? 'is not JSON' : 'has another form' },
    };
  };
