import { z } from 'zod';
import type {
  ErrorPolicy,
  RetryDecision,
  RetryLater,
} from '../../../integrations/server/domain/error-policy';
import { answered } from '../../../integrations/server/domain/messages';
import type { Message } from '../../../jobs/contract/message';
import type { Backoff } from '../../../../shared/server/backoff';
import { quotable } from './event-text';
import { eventSyncMessages } from './messages';

const { say } = eventSyncMessages;

const minute = 60_000;
/** Google's own advice: exponential, up to about a minute. https://developers.google.com/workspace/calendar/api/guides/errors */
const limitBackoff = { first: 2_000, most: 64_000 };
/** The abuse limits of a calendar or an account; they are counted over hours. */
const quotaBackoff = { first: 30 * minute, most: 6 * 60 * minute };
const faultBackoff = { first: 2_000, most: 10 * minute };

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
 * What errors of the Google Calendar API mean. Inserts have ids of our own choosing, so that all calls may be repeated, whether
 * they took effect or not. Operations: `insert`, `patch`, `get`, `list`, `delete`.
 */
export const googleErrorPolicy: ErrorPolicy = {
  decide(failure, { operation }, { now, notBefore }) {
    const later = (backoff: Backoff, why: Message): RetryDecision & RetryLater => ({
      kind: 'retry',
      notBefore,
      backoff,
      why,
    });
    if (failure.type !== 'status') return later(faultBackoff, say('google.silent'));
    const { status, body } = failure;
    const { reason, message } = errorBody.safeParse(body).data ?? {};
    const why = answered('Google', status, quotable(message));
    // Limits concern all calls, other faults only the one at hand.
    const limited = (backoff: Backoff): RetryDecision => ({
      ...later(backoff, why),
      notBefore: Math.max(notBefore ?? 0, now + backoff.first),
    });
    switch (reason) {
      case 'rateLimitExceeded':
      case 'userRateLimitExceeded':
        return limited(limitBackoff);
      case 'quotaExceeded':
        return limited(quotaBackoff);
      case 'duplicate':
        return { kind: 'exists', why: say('google.exists') };
      case 'insufficientPermissions':
        return { kind: 'action-required', why, whatToDo: share };
      case 'forbiddenForNonOrganizer':
        return { kind: operation === 'patch' ? 'refused' : 'give-up', why };
      case 'fullSyncRequired':
      case 'updatedMinTooLongAgo':
        return { kind: 'give-up', why }; // The call itself is wrong for what it asks.
      case 'invalid_grant':
      case 'invalid_client':
      case 'unauthorized_client':
        return { kind: 'action-required', why, whatToDo: newKey };
      default:
        if (status === 429) return limited(limitBackoff);
        if ([408, 409, 412].includes(status) || status >= 500) return later(faultBackoff, why);
        return byStatus(status, operation, why);
    }
  },
};

function byStatus(status: number, operation: string | null, why: Message): RetryDecision {
  switch (status) {
    case 401:
      return { kind: 'action-required', why, whatToDo: newKey };
    case 403:
      // To a change, either nothing may be written in this calendar or this event cannot be changed; removing it shows which.
      return operation === 'patch'
        ? { kind: 'refused', why }
        : { kind: 'action-required', why, whatToDo: share };
    case 404:
      // Of a single event it is the event that is not there, of the rest the calendar.
      return operation === 'patch' || operation === 'delete' || operation === 'get'
        ? gone
        : { kind: 'action-required', why, whatToDo: share };
    case 410:
      return gone;
    default:
      return { kind: 'give-up', why };
  }
}

const gone: RetryDecision = { kind: 'gone', why: say('google.gone') };

const newKey = say('google.new-key');

const share = say('google.share');
