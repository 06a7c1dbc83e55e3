import { z } from 'zod';
import type { Mask } from '../../../../shared/server/mask';
import { decide, type CallFacts, type ErrorPolicy, type RetryDecision } from './error-policy';
import { mayHaveTakenEffect, nameOf, type Failure } from './failure';
import { bounded } from './call-record';

export interface RemoteErrorFields {
  decision: RetryDecision;
  /** Its name in the log: `HTTP 429`, `timeout`, `budget spent`. */
  failure: string;
  status?: number | null;
  /** The remote's answer, parsed where it is JSON. */
  body?: unknown;
  mayHaveTakenEffect?: boolean;
  cause?: unknown;
}

/** A failed call to a remote system, and what to do about it. Its message has no secret in it. */
export class RemoteError extends Error {
  override name = 'RemoteError';
  readonly decision: RetryDecision;
  readonly failure: string;
  readonly status: number | null;
  /** Whether the remote may have done what it was asked. */
  readonly mayHaveTakenEffect: boolean;
  // Private, so that whoever prints the error does not print what the remote has sent.
  readonly #body: unknown;

  constructor(message: string, fields: RemoteErrorFields) {
    super(message, { cause: fields.cause });
    this.decision = fields.decision;
    this.failure = fields.failure;
    this.status = fields.status ?? null;
    this.mayHaveTakenEffect = fields.mayHaveTakenEffect ?? false;
    this.#body = fields.body;
  }

  get body(): unknown {
    return this.#body;
  }

  /** Why, for staff who look at what the call was made for. */
  get reason(): string {
    return this.decision.why ?? this.message;
  }
}

/** More than any library wraps; a circle of causes has an end. */
const mostCauses = 10;

/** An error and its causes, the outermost first. */
export function causesOf(error: unknown): object[] {
  const causes: object[] = [];
  let each = error;
  while (typeof each === 'object' && each !== null && causes.length < mostCauses) {
    causes.push(each);
    each = 'cause' in each ? each.cause : null;
  }
  return causes;
}

/** The remote error that an error is, or was caused by (vendors' libraries wrap what their fetch throws); or null. */
export const remoteErrorIn = (error: unknown): RemoteError | null =>
  causesOf(error).find((each) => each instanceof RemoteError) ?? null;

export interface ErrorSettings {
  title: string;
  policy: ErrorPolicy;
  mask: Mask;
}

/** The error that a failure becomes; its texts are for staff, and masked. */
export function remoteErrorOf(
  failure: Failure,
  call: CallFacts,
  { title, policy, mask }: ErrorSettings,
  now: number,
): RemoteError {
  const { why, ...decision } = decide(failure, call, now, policy);
  return new RemoteError(mask.text(sentenceOf(failure, title)), {
    decision: { ...decision, ...(why !== undefined && { why: mask.text(why) }) },
    failure: nameOf(failure),
    mayHaveTakenEffect: mayHaveTakenEffect(failure, call.method),
    ...(failure.type === 'status' && { status: failure.status, body: failure.body }),
  });
}

function sentenceOf(failure: Failure, title: string): string {
  switch (failure.type) {
    case 'status': {
      const message = vendorMessageOf(failure.body);
      return `${title} answered ${failure.status}${message === null ? '' : `: ${message}`}`;
    }
    case 'network':
      return `${title} cannot be reached (${failure.code})`;
    case 'timeout':
      return `${title} did not answer in time`;
    case 'answer':
      return `What ${title} answered ${failure.problem}`;
  }
}

const text = z.string().min(1);

/** Where the vendors put their sentence: Google and Facebook, OAuth, JSON:API, others. */
const sentences = z.union([
  z.looseObject({ error: z.looseObject({ message: text }) }).transform(({ error }) => error.message),
  z.looseObject({ error_description: text }).transform((body) => body.error_description),
  z
    .looseObject({ errors: z.array(z.looseObject({ detail: text })).min(1) })
    .transform(({ errors }) => errors[0]?.detail),
  z
    .looseObject({ errors: z.array(z.looseObject({ title: text })).min(1) })
    .transform(({ errors }) => errors[0]?.title),
  z.looseObject({ message: text }).transform(({ message }) => message),
  z.looseObject({ error: text }).transform(({ error }) => error),
]);

/** The vendor's own sentence about what is wrong, from the body of an answer; null when there is none. */
export function vendorMessageOf(body: unknown): string | null {
  const found = sentences.safeParse(body).data;
  return found === undefined ? null : bounded(found, 500);
}
