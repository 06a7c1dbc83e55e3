// Google's errors by name. Bodies of the form and, where the page has them, the words of
// https://developers.google.com/workspace/calendar/api/guides/errors; the rest as people reported them:
// invalidId, idAndICalUid (https://github.com/odoo/odoo/pull/18180), missingEnd
// (https://github.com/googleapis/google-api-nodejs-client/issues/565), mixedTimes, missingTimeZone,
// insufficientPermissions, forbidden, serviceAccountInvites. Our own wording: missingStart, requiredAccessLevel,
// badPageToken, badSendUpdates. Clients should decide by `reason`.
import { Refusal, type Answer } from '../remote/http';

interface CalendarError {
  status: number;
  domain: string;
  reason: string;
  message: string;
  locationType?: string;
  location?: string;
}

const invalid = (message: string): CalendarError => ({
  status: 400,
  domain: 'global',
  reason: 'invalid',
  message,
});
const required = (message: string): CalendarError => ({
  status: 400,
  domain: 'global',
  reason: 'required',
  message,
});
const limited = (status: number, reason: string, message: string): CalendarError => ({
  status,
  domain: 'usageLimits',
  reason,
  message,
});

const table = {
  badRequest: { status: 400, domain: 'global', reason: 'badRequest', message: 'Bad Request' },
  timeRangeEmpty: {
    status: 400,
    domain: 'calendar',
    reason: 'timeRangeEmpty',
    message: 'The specified time range is empty.',
    locationType: 'parameter',
    location: 'timeMax',
  },
  missingStart: required('Missing start time.'),
  missingEnd: required('Missing end time.'),
  missingTimeZone: required('Missing time zone definition for start time.'),
  mixedTimes: invalid('Start and end times must either both be date or both be dateTime.'),
  invalidId: invalid('Invalid resource id value.'),
  invalidSequence: invalid(
    'Invalid sequence value. The specified sequence number is below the current sequence number of the resource. Re-fetch the resource and use its sequence number on the following request.',
  ),
  badPageToken: invalid('Invalid page token value.'),
  badSendUpdates: invalid('Invalid value for: sendUpdates'),
  authError: {
    status: 401,
    domain: 'global',
    reason: 'authError',
    message: 'Invalid Credentials',
    locationType: 'header',
    location: 'Authorization',
  },
  forbidden: { status: 403, domain: 'global', reason: 'forbidden', message: 'Forbidden' },
  insufficientPermissions: {
    status: 403,
    domain: 'global',
    reason: 'insufficientPermissions',
    message: 'Insufficient Permission: Request had insufficient authentication scopes.',
  },
  requiredAccessLevel: {
    status: 403,
    domain: 'calendar',
    reason: 'requiredAccessLevel',
    message: 'You need to have writer access to this calendar.',
  },
  forbiddenForServiceAccounts: {
    status: 403,
    domain: 'calendar',
    reason: 'forbiddenForServiceAccounts',
    message: 'Service accounts cannot invite attendees without Domain-Wide Delegation of Authority.',
  },
  forbiddenForNonOrganizer: {
    status: 403,
    domain: 'calendar',
    reason: 'forbiddenForNonOrganizer',
    message: 'Shared properties can only be changed by the organizer of the event.',
  },
  rateLimitExceeded: limited(403, 'rateLimitExceeded', 'Rate Limit Exceeded'),
  userRateLimitExceeded: limited(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'),
  tooManyRequests: limited(429, 'rateLimitExceeded', 'Rate Limit Exceeded'),
  quotaExceeded: limited(403, 'quotaExceeded', 'Calendar usage limits exceeded.'),
  notFound: { status: 404, domain: 'global', reason: 'notFound', message: 'Not Found' },
  duplicate: {
    status: 409,
    domain: 'global',
    reason: 'duplicate',
    message: 'The requested identifier already exists.',
  },
  deleted: { status: 410, domain: 'global', reason: 'deleted', message: 'Resource has been deleted' },
  fullSyncRequired: {
    status: 410,
    domain: 'calendar',
    reason: 'fullSyncRequired',
    message: 'Sync token is no longer valid, a full sync is required.',
    locationType: 'parameter',
    location: 'syncToken',
  },
  conditionNotMet: {
    status: 412,
    domain: 'global',
    reason: 'conditionNotMet',
    message: 'Precondition Failed',
    locationType: 'header',
    location: 'If-Match',
  },
  backendError: { status: 500, domain: 'global', reason: 'backendError', message: 'Backend Error' },
} as const satisfies Record<string, CalendarError>;

export type CalendarErrorName = keyof typeof table;

export const calendarErrorNames = Object.keys(table) as CalendarErrorName[];

/** The answer that carries an error of the table. */
export function calendarError(name: CalendarErrorName): Answer {
  const { status, ...detail }: CalendarError = table[name];
  return { status, body: { error: { errors: [detail], code: status, message: detail.message } } };
}

export function refuse(name: CalendarErrorName): never {
  throw new Refusal(calendarError(name));
}
