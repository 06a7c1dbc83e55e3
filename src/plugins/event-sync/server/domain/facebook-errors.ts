import { z } from 'zod';
import type { ErrorPolicy, RetryDecision } from '../../../integrations/server/domain/error-policy';
import { mayHaveTakenEffect } from '../../../integrations/server/domain/failure';
import { answered } from '../../../integrations/server/domain/messages';
import type { Message } from '../../../jobs/contract/message';
import type { Backoff } from '../../../../shared/server/backoff';
import { quotable } from './event-text';
import { eventSyncMessages } from './messages';

const { say } = eventSyncMessages;

const minute = 60_000;
const hour = 60 * minute;
const faultBackoff = { first: 5_000, most: 15 * minute };
/** The page's calls are counted over a day; a page that few visit has few. */
const limitBackoff = { first: 10 * minute, most: 6 * hour };
const blockedBackoff = { first: 12 * hour, most: 24 * hour };

/** Facebook says what is wrong by code. https://developers.facebook.com/docs/graph-api/guides/error-handling */
const codes = {
  fault: [1, 2],
  limit: [4, 17, 32, 341, 613, 80001],
  permission: [10],
  token: [102, 190],
  blocked: [368],
  duplicate: [506],
  link: [1609005],
} satisfies Record<string, number[]>;
type Kind = keyof typeof codes | 'missing' | 'other';

const kinds = new Map<number, Kind>(
  Object.entries(codes).flatMap(([kind, own]) => own.map((code) => [code, kind as keyof typeof codes])),
);

function kindOf(code: number, subcode: number | undefined): Kind {
  if (code >= 200 && code <= 299) return 'permission';
  if (code === 100 && subcode === 33) return 'missing';
  return kinds.get(code) ?? 'other';
}

/** Why a token is worth nothing any more, by subcode. */
const tokenFaults = new Map([
  [458, 'facebook.token.app-removed'],
  [459, 'facebook.token.confirm'],
  [460, 'facebook.token.password'],
  [463, 'facebook.token.expired'],
  [467, 'facebook.token.invalid'],
] as const);

const newToken = say('facebook.new-token');
const newPermission = say('facebook.new-permission');
const otherPage = say('facebook.other-page');

const errorBody = z.object({
  error: z.object({
    message: z.string().optional(),
    code: z.number(),
    error_subcode: z.number().optional(),
  }),
});

/**
 * What errors of the Graph API mean. Facebook knows no key that would make a repeated post harmless: after a `create` that may
 * have worked, the page is to be looked at first. Operations: `create`, `change`, `remove`, `read`.
 */
export const facebookErrorPolicy: ErrorPolicy = {
  decide(failure, { method, operation }, { now, notBefore }) {
    const later = (why: Message, kind: 'retry' | 'verify-first' = 'retry'): RetryDecision => ({
      kind,
      notBefore,
      backoff: faultBackoff,
      why,
    });
    const perhapsDone = (why: Message): RetryDecision =>
      later(why, operation === 'create' ? 'verify-first' : 'retry');
    if (failure.type !== 'status')
      return mayHaveTakenEffect(failure, method)
        ? perhapsDone(say('facebook.silent'))
        : later(say('facebook.unreachable'));

    const { status, body, headers } = failure;
    const error = errorBody.safeParse(body).data?.error;
    const why = answered('Facebook', status, quotable(error && `${error.message ?? ''} (${error.code})`));
    // Limits concern all calls, other faults only the one at hand.
    const limited = (backoff: Backoff, askedMs = 0): RetryDecision => ({
      kind: 'retry',
      notBefore: Math.max(notBefore ?? 0, now + askedMs, now + backoff.first),
      backoff,
      why,
    });
    switch (error ? kindOf(error.code, error.error_subcode) : 'other') {
      case 'fault':
        return perhapsDone(why);
      case 'limit':
        return limited(limitBackoff, regainMs(headers));
      case 'permission':
        return { kind: 'action-required', why, whatToDo: newPermission };
      case 'missing':
        return operation === 'change' || operation === 'remove'
          ? { kind: 'gone', why: say('facebook.gone') }
          : { kind: 'action-required', why, whatToDo: otherPage };
      case 'token':
        return { kind: 'action-required', why: tokenWhy(why, error?.error_subcode), whatToDo: newToken };
      case 'blocked':
        return limited(blockedBackoff);
      case 'duplicate':
        return { kind: 'exists', why: say('facebook.duplicate') };
      case 'link':
        return { kind: 'give-up', why: say('facebook.link', { answer: why }) };
      case 'other':
        if (status === 429) return limited(limitBackoff, regainMs(headers));
        return status >= 500 ? perhapsDone(why) : { kind: 'give-up', why };
    }
  },
};

function tokenWhy(answer: Message, subcode: number | undefined): Message {
  const key = [...tokenFaults].find(([known]) => known === subcode)?.[1];
  return key === undefined ? answer : say(key, { answer });
}

const usageHeader = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().optional() })),
);

/** How long Facebook says that it will be, which its header has in minutes; 0 where it says nothing. */
function regainMs(headers: Headers): number {
  const usage = usageHeader.safeParse(parseJson(headers.get('x-business-use-case-usage') ?? '')).data ?? {};
  const minutes = Object.values(usage)
    .flat()
    .map((each) => each.estimated_time_to_regain_access ?? 0);
  return Math.max(0, ...minutes.map((each) => each * minute));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
