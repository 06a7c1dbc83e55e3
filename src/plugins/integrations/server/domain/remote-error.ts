import { causesOf } from './causes';
import type { FailureKind } from './outcome';

export interface RemoteFault {
  kind: FailureKind;
  /** What it is called in the log: `HTTP 429`, `timeout`, `budget spent`. */
  failure: string;
  /** When to try again, in milliseconds since 1970; null when nobody said. */
  retryAt?: number | null;
  status?: number | null;
  /** The remote's answer, parsed where it is JSON. */
  body?: unknown;
  /** Whether the remote may have done what it was asked: look before asking again. */
  mayHaveTakenEffect?: boolean;
  /** For *reconnect*: what a person must do, where the remote's answer tells. */
  whatToDo?: string | null;
  cause?: unknown;
}

/** A call to a remote system that did not work, sorted. Its message has no secret in it. */
export class RemoteError extends Error {
  override name = 'RemoteError';
  readonly kind: FailureKind;
  readonly failure: string;
  readonly retryAt: number | null;
  readonly status: number | null;
  readonly mayHaveTakenEffect: boolean;
  readonly whatToDo: string | null;
  // Private, so that whoever prints the error does not print what the remote has sent.
  readonly #body: unknown;

  constructor(message: string, fault: RemoteFault) {
    super(message, { cause: fault.cause });
    this.kind = fault.kind;
    this.failure = fault.failure;
    this.retryAt = fault.retryAt ?? null;
    this.status = fault.status ?? null;
    this.mayHaveTakenEffect = fault.mayHaveTakenEffect ?? false;
    this.whatToDo = fault.whatToDo ?? null;
    this.#body = fault.body;
  }

  get body(): unknown {
    return this.#body;
  }
}

/** The remote error that an error is, or was caused by (vendors' libraries wrap what their fetch throws); or null. */
export const remoteErrorIn = (error: unknown): RemoteError | null =>
  causesOf(error).find((each) => each instanceof RemoteError) ?? null;
