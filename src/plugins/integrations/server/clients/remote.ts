import { z } from 'zod';
import { untranslated } from '../../../jobs/contract/message';
import { createMask, folded } from '../../../../shared/server/mask';
import { addressIssue } from '../domain/address';
import type { ErrorPolicy, Patience } from '../domain/error-policy';
import { personalNames } from '../domain/call-record';
import { RemoteError, remoteErrorIn } from '../domain/remote-error';
import { callOf, isGood, jsonReading, type About, type Answer, type RemoteContext } from './call';
import type { Limits } from './exchange';
import { createPerformer, type CircuitTerms } from './perform';

export interface RemoteOptions {
  /** What staff call the remote: `Google Calendar`. */
  title: string;
  /** What the paths of `request` are appended to. */
  baseUrl: string;
  /** Tokens, keys and passwords of this integration: hidden wherever they stand in the log. */
  secrets?: readonly string[];
  /** Names of fields that hold something about a person, beside those that are hidden everywhere. */
  personal?: readonly string[];
  /** What this vendor's errors mean, where they differ from what is usual. */
  policy?: ErrorPolicy;
  limits?: Partial<Limits>;
  patience?: Partial<Patience>;
  circuit?: Partial<CircuitTerms>;
}

export interface RemoteRequest<Schema extends z.ZodType> extends About {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Beneath the base address, with its own parts encoded: `/v26.0/123/feed`. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  headers?: Readonly<Record<string, string>>;
  /** A form, a text, or what is sent as JSON. */
  body?: unknown;
  /** What the answer must be; `undefined` where it is empty. */
  answer: Schema;
}

const defaults = {
  limits: { timeoutMs: 20_000, answerBytes: 2 * 1024 * 1024 },
  patience: { retries: 2, firstPauseMs: 300, longestPauseMs: 5_000 },
  circuit: { failures: 5, openMs: 30_000 },
};

/**
 * The HTTP client for a remote system: time-outs, retries of what is safe to repeat, budget, `Retry-After`, a circuit breaker,
 * bounded answers, a log without secrets, and errors that say what to do about them.
 *
 * @throws Error when the base address is neither https nor on this machine
 */
export function createRemote(options: RemoteOptions, context: RemoteContext) {
  const base = options.baseUrl.replace(/\/+$/, '');
  const unsafe = addressIssue(new URL(base));
  if (unsafe) throw new Error(`The address of ${options.title} ${unsafe}`);

  const mask = createMask({
    secrets: options.secrets ?? [],
    personal: new Set([...personalNames, ...(options.personal ?? []).map(folded)]),
  });
  const settings = {
    title: options.title,
    policy: options.policy ?? {},
    mask,
    limits: { ...defaults.limits, ...options.limits },
    patience: { ...defaults.patience, ...options.patience },
    circuit: { ...defaults.circuit, ...options.circuit },
  };
  const perform = createPerformer(settings, context);
  /** What answers of `fetchAs` mean; vendors' libraries keep the response in the errors they throw. */
  const errors = new WeakMap<object, RemoteError>();

  return {
    /** Sends a request, and parses its answer. @throws RemoteError; the signal's reason when the caller aborts */
    async request<Schema extends z.ZodType>(
      request: RemoteRequest<Schema>,
    ): Promise<{ data: z.output<Schema>; status: number; headers: Headers }> {
      const call = await callOf(requestOf(base, request), request, context.userAgent);
      const { error, read, answer } = await perform(call, jsonReading(request.answer));
      if (error) throw error;
      return { data: read, status: answer.status, headers: answer.headers };
    },

    /**
     * A fetch for vendors' libraries, with everything that `request` has: as the standard has it, any answer resolves,
     * whatever its status.
     *
     * @param about what its calls are about; their method and path where it is left out
     * @param schema what a good answer must be, where a page of something in between must not pass for one
     * @throws (the fetch) RemoteError where there is no answer, or the remote must not be called now
     */
    fetchAs(about?: About, schema: z.ZodType = z.unknown()): typeof fetch {
      return async (input, init) => {
        const request = new Request(input, { ...init, ...(init?.body && { duplex: 'half' }) });
        const url = new URL(request.url);
        const unsafe = addressIssue(url);
        if (unsafe) throw unrecoverable(`The address of ${options.title} ${unsafe}`, 'address');
        const action = mask.text(`${request.method} ${url.pathname}`);
        const call = await callOf(request, about ?? { action }, context.userAgent);
        const performed = await perform(call, jsonReading(schema));
        if (!performed.error) return responseOf(performed.answer);
        const { error, answer } = performed;
        if (!answer || isGood(answer)) throw error;
        const response = responseOf(answer);
        errors.set(response, error);
        return response;
      };
    },

    /**
     * The remote error behind an error: one of ours, or one that a vendor's library made of an answer to our fetch. Any other is
     * a bug of the club's, which repeating does not fix.
     */
    errorOf(error: unknown): RemoteError {
      const { data: known } = withResponse.safeParse(error);
      const ours = remoteErrorIn(error) ?? (known && errors.get(known.response));
      return (
        ours ??
        unrecoverable(mask.text(error instanceof Error ? error.message : String(error)), 'unexpected', error)
      );
    },
  };
}

export type Remote = ReturnType<typeof createRemote>;

function requestOf(
  base: string,
  { method, path, query = {}, headers, body }: RemoteRequest<z.ZodType>,
): Request {
  const url = new URL(base + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  const isPlain = body === undefined || typeof body === 'string' || body instanceof URLSearchParams;
  const sent = new Headers({ accept: 'application/json', ...headers });
  if (!isPlain && !sent.has('content-type')) sent.set('content-type', 'application/json');
  return new Request(url, { method, headers: sent, body: isPlain ? body : JSON.stringify(body) });
}

const unrecoverable = (message: string, failure: string, cause?: unknown): RemoteError =>
  new RemoteError(untranslated(message), { decision: { kind: 'give-up' }, failure, cause });

const withResponse = z.object({ response: z.instanceof(Response) });

const bodiless = new Set([204, 205, 304]);

function responseOf({ status, headers, body }: Answer): Response {
  // It is decompressed already.
  const kept = new Headers(
    [...headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
  );
  return new Response(bodiless.has(status) ? null : body, { status, headers: kept });
}
