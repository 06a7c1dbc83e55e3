import { z } from 'zod';
import { again, said, type Failure, type Trial, type Verdict } from './verdict';

export type FacebookAction = 'create' | 'change' | 'remove' | 'read';
type Answer = Extract<Failure, { kind: 'answered' }>;

const minute = 60_000;
const hour = 60 * minute;
const faultPace = { first: 5_000, most: 15 * minute };
/** The page's calls are counted over a day; a page that few visit has few. */
const limitPace = { first: 10 * minute, most: 6 * hour };
const blockedPace = { first: 12 * hour, most: 24 * hour };

type Kind =
  'fault' | 'limit' | 'permission' | 'missing' | 'token' | 'blocked' | 'duplicate' | 'link' | 'other';

/** Facebook says what is wrong by code. https://developers.facebook.com/docs/graph-api/guides/error-handling */
function kindOf(code: number, subcode: number | undefined): Kind {
  if (code >= 200 && code <= 299) return 'permission';
  switch (code) {
    case 1:
    case 2:
      return 'fault';
    case 4:
    case 17:
    case 32:
    case 341:
    case 613:
    case 80001:
      return 'limit';
    case 10:
      return 'permission';
    case 100:
      return subcode === 33 ? 'missing' : 'other';
    case 102:
    case 190:
      return 'token';
    case 368:
      return 'blocked';
    case 506:
      return 'duplicate';
    case 1609005:
      return 'link';
    default:
      return 'other';
  }
}

/** Why a token is worth nothing any more, by subcode. */
const tokenFaults: ReadonlyMap<number | undefined, string> = new Map([
  [458, 'the app was removed from the account'],
  [459, 'the account has to sign in and confirm something'],
  [460, 'the password was changed'],
  [463, 'the token has expired'],
  [467, 'the token is not valid any more'],
]);

const newToken = 'Make a new token of the page and give it as FACEBOOK_PAGE_TOKEN, then start the club anew.';
const permission =
  'Let the app have pages_manage_posts and pages_read_engagement on the page again, then make a new token and give it as FACEBOOK_PAGE_TOKEN.';
const otherPage = 'See that FACEBOOK_PAGE_ID is the page that FACEBOOK_PAGE_TOKEN is of.';

const errorBody = z.object({
  error: z.object({
    message: z.string().optional(),
    code: z.number(),
    error_subcode: z.number().optional(),
  }),
});

/**
 * Says what follows from a failed call of the Graph API. Facebook knows no key that would make a repeated post harmless:
 * after a `create` that may have worked, the page is to be looked at first.
 */
export function facebookVerdict(failure: Failure, action: FacebookAction, trial: Trial): Verdict {
  const perhapsDone = (why: string): Verdict => {
    const later = again(faultPace, trial, why);
    return action === 'create' ? { verdict: 'look-first', afterMs: later.afterMs, why } : later;
  };
  if (failure.kind === 'unsent') return again(faultPace, trial, 'Facebook could not be reached');
  if (failure.kind === 'unanswered') return perhapsDone('Facebook did not answer');

  const error = errorBody.safeParse(failure.body).data?.error;
  const why = said('Facebook', failure.status, error && `${error.message ?? ''} (${error.code})`);
  switch (error ? kindOf(error.code, error.error_subcode) : 'other') {
    case 'fault':
      return perhapsDone(why);
    case 'limit':
      return again(limitPace, trial, why, regainMs(failure));
    case 'permission':
      return { verdict: 'reconnect', why, whatToDo: permission };
    case 'missing':
      return action === 'change' || action === 'remove'
        ? { verdict: 'gone' }
        : { verdict: 'reconnect', why, whatToDo: otherPage };
    case 'token':
      return { verdict: 'reconnect', why: tokenWhy(why, error?.error_subcode), whatToDo: newToken };
    case 'blocked':
      return { ...again(blockedPace, trial, why), alert: true };
    case 'duplicate':
      return { verdict: 'look-first', afterMs: 0, why };
    case 'link':
      return { verdict: 'never', why: `Facebook cannot read the event's page, which the post links. ${why}` };
    case 'other':
      if (failure.status === 429) return again(limitPace, trial, why, regainMs(failure));
      return failure.status >= 500 ? perhapsDone(why) : { verdict: 'never', why };
  }
}

function tokenWhy(why: string, subcode: number | undefined): string {
  const cause = tokenFaults.get(subcode);
  return cause === undefined ? why : `${why}: ${cause}`;
}

const usageHeader = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().optional() })),
);

/** How long Facebook says that it will be, which its header has in minutes; 0 where it says nothing. */
function regainMs({ headers, retryAfterMs = 0 }: Answer): number {
  const usage = usageHeader.safeParse(parseJson(headers?.['x-business-use-case-usage'] ?? '')).data ?? {};
  const minutes = Object.values(usage)
    .flat()
    .map((each) => each.estimated_time_to_regain_access ?? 0);
  return Math.max(retryAfterMs, ...minutes.map((each) => each * minute));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
