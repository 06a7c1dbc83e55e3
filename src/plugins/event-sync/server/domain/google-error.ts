import { z } from 'zod';
import { again, said, type Failure, type Trial, type Verdict } from './verdict';

export type GoogleAction = 'insert' | 'patch' | 'get' | 'list' | 'delete';

const minute = 60_000;
/** Google's own advice: exponential, up to about a minute. https://developers.google.com/workspace/calendar/api/guides/errors */
const limitPace = { first: 2_000, most: 64_000 };
/** The abuse limits of a calendar or an account; they are counted over hours. */
const quotaPace = { first: 30 * minute, most: 6 * 60 * minute };
const faultPace = { first: 2_000, most: 10 * minute };

/** The API's own errors: one status stands for several, so `reason` decides. */
const apiError = z
  .object({
    error: z.object({
      message: z.string().optional(),
      errors: z.array(z.object({ reason: z.string().optional() })).optional(),
    }),
  })
  .transform(({ error: { errors, message } }) => ({ reason: errors?.[0]?.reason, message }));

/** Those of the address that gives tokens (RFC 6749, 5.2). */
const tokenError = z
  .object({ error: z.string(), error_description: z.string().optional() })
  .transform(({ error, error_description }) => ({
    reason: error,
    message: `${error} ${error_description ?? ''}`,
  }));

const errorBody = z.union([apiError, tokenError]);

/**
 * Says what follows from a failed call of the Google Calendar API. Inserts have ids of our own choosing, so that all
 * calls may be repeated, whether they took effect or not.
 */
export function googleVerdict(failure: Failure, action: GoogleAction, trial: Trial): Verdict {
  if (failure.kind !== 'answered') return again(faultPace, trial, 'Google did not answer');
  const { status, retryAfterMs } = failure;
  const { reason, message } = errorBody.safeParse(failure.body).data ?? {};
  const why = said('Google', status, message);
  switch (reason) {
    case 'rateLimitExceeded':
    case 'userRateLimitExceeded':
      return again(limitPace, trial, why, retryAfterMs);
    case 'quotaExceeded':
      return again(quotaPace, trial, why, retryAfterMs);
    case 'duplicate':
      return { verdict: 'exists' };
    case 'forbiddenForNonOrganizer':
    case 'fullSyncRequired':
    case 'updatedMinTooLongAgo':
      return { verdict: 'never', why }; // The call itself is wrong for what it asks.
    case 'invalid_grant':
    case 'invalid_client':
    case 'unauthorized_client':
      return badKey(why);
    default:
      return byStatus(status, action, why, () =>
        again(status === 429 ? limitPace : faultPace, trial, why, retryAfterMs),
      );
  }
}

function byStatus(status: number, action: GoogleAction, why: string, later: () => Verdict): Verdict {
  if ([408, 409, 412, 429].includes(status) || status >= 500) return later();
  switch (status) {
    case 401:
      return badKey(why);
    case 403:
      return notShared(why);
    case 404:
      // Of a single event it is the event that is not there, of the rest the calendar.
      return action === 'insert' || action === 'list' ? notShared(why) : { verdict: 'gone' };
    case 410:
      return { verdict: 'gone' };
    default:
      return { verdict: 'never', why };
  }
}

const badKey = (why: string): Verdict => ({
  verdict: 'reconnect',
  why,
  whatToDo:
    'Make a new key of the service account and give it as GOOGLE_CALENDAR_CREDENTIALS, then start the club anew.',
});

const notShared = (why: string): Verdict => ({
  verdict: 'reconnect',
  why,
  whatToDo:
    'Share the calendar with the service account ("Make changes to events"), switch on the Google Calendar API in its project, and see that the calendar ids are right.',
});
