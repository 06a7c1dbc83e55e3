import type { z } from 'zod';
import { createMask } from '../../../jobs/server/domain/mask';
import { folded } from '../../../jobs/server/domain/mask-names';
import { addressFault } from '../domain/address';
import type { Dialect } from '../domain/classify';
import { personalNames } from '../domain/personal-names';
import type { Patience } from '../domain/repeat';
import { RemoteError } from '../domain/remote-error';
import { callOf, type About, type Answer } from './call';
import type { CircuitTerms } from './circuit';
import type { Limits } from './exchange';
import { createPerformer } from './perform';
import { jsonReading, plainReading } from './readings';
import type { Surroundings } from './surroundings';
import { errorOf } from './vendor-error';

export interface RemoteOptions extends Dialect {
  /** What staff call the remote: `Google Calendar`. */
  title: string;
  /** What the paths of `request` are appended to. */
  baseUrl: string;
  /** Tokens, keys and passwords of this integration: hidden wherever they stand in the log. */
  secrets?: readonly string[];
  /** Names of fields that hold something about a person, beside those that are hidden everywhere. */
  personal?: readonly string[];
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
 * A remote system: the one way out of the club. Time-outs, retries of what is safe to repeat, the remote's budget and its own
 * wishes, a circuit, bounded answers, a log without secrets, and errors that say what to do about them.
 *
 * @throws Error when the base address is neither https nor on this machine
 */
export function createRemote(options: RemoteOptions, around: Surroundings) {
  const base = options.baseUrl.replace(/\/+$/, '');
  const fault = addressFault(new URL(base));
  if (fault) throw new Error(`The address of ${options.title} ${fault}`);

  const mask = createMask({
    secrets: options.secrets ?? [],
    personal: new Set([...personalNames, ...(options.personal ?? []).map(folded)]),
  });
  const settings = {
    title: options.title,
    dialect: options,
    mask,
    limits: { ...defaults.limits, ...options.limits },
    patience: { ...defaults.patience, ...options.patience },
    circuit: { ...defaults.circuit, ...options.circuit },
  };
  const perform = createPerformer(settings, around);

  return {
    /**
     * Sends a request and gives its answer as the schema has it.
     *
     * @throws RemoteError; the signal's reason when the caller aborts
     */
    async request<Schema extends z.ZodType>(
      request: RemoteRequest<Schema>,
    ): Promise<{ data: z.output<Schema>; status: number; headers: Headers }> {
      const call = await callOf(requestOf(base, request), request, around.userAgent);
      const { error, read, answer } = await perform(call, jsonReading(request.answer));
      if (error) throw error;
      return { data: read, status: answer.status, headers: answer.headers };
    },

    /**
     * A fetch for vendors' libraries, with everything that `request` has but the reading of answers: as the standard has it,
     * any answer resolves, whatever its status.
     *
     * @param about what its calls are about; their method and path where it is left out
     * @throws (the fetch) RemoteError where there is no answer, or the remote must not be called now
     */
    fetchAs(about?: About): typeof fetch {
      return async (input, init) => {
        const request = new Request(input, { ...init, ...(init?.body && { duplex: 'half' }) });
        const url = new URL(request.url);
        const unsafe = addressFault(url);
        if (unsafe) {
          throw new RemoteError(`The address of ${options.title} ${unsafe}`, {
            kind: 'never',
            failure: 'address',
          });
        }
        const action = mask.text(`${request.method} ${url.pathname}`);
        const call = await callOf(request, about ?? { action }, around.userAgent);
        const performed = await perform(call, plainReading);
        if (!performed.error) return responseOf(performed.read);
        if (performed.answer) return responseOf(performed.answer);
        throw performed.error;
      };
    },

    /** The sorted error that another error stands for: one of ours, or a vendor's library's with the answer in it. */
    errorOf: (error: unknown): RemoteError => errorOf(error, settings, around.clock.now()),
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

const bodiless = new Set([204, 205, 304]);

function responseOf({ status, headers, body }: Answer): Response {
  // It is decompressed already.
  const kept = new Headers(
    [...headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
  );
  return new Response(bodiless.has(status) ? null : body, { status, headers: kept });
}
