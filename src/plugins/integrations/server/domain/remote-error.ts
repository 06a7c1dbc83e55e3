import { z } from 'zod';
import type { Mask } from '../../../../shared/server/mask';
import type { Message } from '../../../jobs/contract/message';
import { maskedMessage } from '../../../jobs/server/domain/messages';
import { decide, type CallFacts, type ErrorPolicy, type RetryDecision } from './error-policy';
import { mayHaveTakenEffect, nameOf, type AnswerProblem, type Failure } from './failure';
import { answered, integrationMessages } from './messages';
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

  constructor(
    readonly said: Message,
    fields: RemoteErrorFields,
  ) {
    super(said.text, { cause: fields.cause });
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
  get reason(): Message {
    return this.decision.why ?? this.said;
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
  return new RemoteError(maskedMessage(sentenceOf(failure, title), mask), {
    decision: { ...decision, ...(why !== undefined && { why: maskedMessage(why, mask) }) },
    failure: nameOf(failure),
    mayHaveTakenEffect: mayHaveTakenEffect(failure, call.method),
    ...(failure.type === 'status' && { status: failure.status, body: failure.body }),
  });
}

const { say } = integrationMessages;

const answerProblems = {
  'is too large': 'answer.too-large',
  'is not JSON': 'answer.not-json',
  'has another form': 'answer.other-form',
  'redirects too often': 'answer.redirects',
  'redirects to an address that is not safe': 'answer.unsafe-redirect',
} as const satisfies Record<AnswerProblem, string>;

function sentenceOf(failure: Failure, title: string): Message {
  switch (failure.type) {
    case 'status':
      return answered(title, failure.status, vendorMessageOf(failure.body));
    case 'network':
      return say('unreachable', { title, code: failure.code });
    case 'timeout':
      return say('timeout', { title });
    case 'answer':
      return say(answerProblems[failure.problem], { title });
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
