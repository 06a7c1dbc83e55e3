import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../../jobs/contract/message';
import type { z } from 'zod';
import type { CallRecord } from '../domain/call-record';
import type { CallFacts } from '../domain/error-policy';
import type { Failure } from '../domain/failure';
import type { Budget } from './rate-gate';

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

/** Time as the clients have it; tests hand in one of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** @throws the signal's reason when it is aborted before the time is over */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A signal that is aborted after so long. */
  timeout(milliseconds: number): AbortSignal;
}

/** Waits as the machine does. @throws the signal's reason when it is aborted before the time is over */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** The integration's status, which all processes share. Reports do not reject. */
export interface RemoteStatus {
  /** Until when the remote must not be called (milliseconds since 1970), and why. @throws Error in a transaction */
  held(): Promise<{ until: number; reason: Message } | null>;
  /** The remote must not be called before then. */
  hold(until: number, reason: Message): Promise<void>;
  /** A call that needs permission has worked; to which resource, where there are several. */
  reportSuccess(resource: string | null): Promise<void>;
  /** Nothing will work until a person has acted: with that resource alone, where there are several. */
  reportBroken(reason: Message, whatToDo: Message | null, resource: string | null): Promise<void>;
}

export interface RemoteContext {
  clock: Clock;
  /** From 0 to 1, for the jitter. */
  random: () => number;
  userAgent: string;
  budget: () => Budget;
  status: RemoteStatus;
  /** Takes a call's record for the log; does not throw. */
  record(call: CallRecord): void;
}
